package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.manyhands.sandbox.FunctionFuel;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;
import run.endive.wasm.Parser;

/** A product with counters for each function, to see where fuel goes. */
public final class ProfiledModule {
    private final byte[] product;
    private final byte[] bytes;
    private final ModuleLayout layout;
    private final long[] paid;
    /** How many functions callers see: the imported ones and the source's. */
    private final int shown;

    private ProfiledModule(byte[] product, byte[] bytes, ModuleLayout layout, long[] paid) {
        this.product = product;
        this.bytes = bytes;
        this.layout = layout;
        this.paid = paid;
        this.shown = layout.importedFunctions() + paid.length;
    }

    /**
     * Instruments a source module and adds the counters.
     *
     * @param source a module that {@link ProfileChecker#check} accepts and that is not instrumented already
     */
    public static ProfiledModule of(byte[] source) {
        ModuleRewriter.Product product =
                ModuleRewriter.product(ModuleReader.read(source), Rewrites.ALL, Weights.of(Weights.NEWEST));
        ModuleLayout layout = ModuleReader.read(product.bytes());
        byte[] counting = new ProfilePass(layout, product.paid()).write();
        Parser.parse(counting);
        return new ProfiledModule(product.bytes(), counting, layout, product.paid());
    }

    /** The product without counters, which a run without a profile would have been of. */
    public byte[] product() {
        return product;
    }

    /** The module to run. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * What the counters say after a run.
     *
     * @param globals the globals of the instance by index
     * @param total fuel of the run; what no function was given yet when it ended belongs to the one that ran
     */
    public List<FunctionFuel> read(IntToLongFunction globals, long total) {
        int functions = layout.importedFunctions() + layout.functions.size();
        int counters = layout.globals.size();
        long left = total;
        for (int i = 0; i < functions; i++) {
            left -= globals.applyAsLong(counters + i);
        }
        int current = (int) globals.applyAsLong(counters + 2 * functions + 1);
        Map<Integer, String> names = layout.functionNames();
        long[] fuel = new long[shown];
        for (int i = 0; i < shown; i++) {
            fuel[i] = globals.applyAsLong(counters + i) + (i == current ? left : 0);
        }
        takeWhatWasNeverPaid(fuel);
        List<FunctionFuel> read = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            long calls = globals.applyAsLong(counters + functions + i);
            if (fuel[i] != 0 || calls != 0) {
                read.add(new FunctionFuel(names.getOrDefault(i, unnamed(i)), calls, fuel[i]));
            }
        }
        return read;
    }

    /**
     * A function that a trap or an exit ends may have been given, with a call, what its caller owed for it and never paid:
     * the caller's fuel is below zero then. It is taken back from functions that callers pay for, the hottest first; they
     * have at least as much, since it was given to them.
     */
    private void takeWhatWasNeverPaid(long[] fuel) {
        long unpaid = 0;
        for (int i = 0; i < shown; i++) {
            unpaid -= Math.min(0, fuel[i]);
            fuel[i] = Math.max(0, fuel[i]);
        }
        int[] hottest = IntStream.range(layout.importedFunctions(), shown)
                .filter(i -> paid[i - layout.importedFunctions()] != 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -fuel[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int function : hottest) {
            long taken = Math.min(unpaid, fuel[function]);
            fuel[function] -= taken;
            unpaid -= taken;
        }
    }

    private String unnamed(int function) {
        int imported = layout.importedFunctions();
        if (function < imported) {
            ModuleLayout.Import each = layout.imports.stream()
                    .filter(one -> one.kind() == Kind.FUNCTION)
                    .skip(function)
                    .findFirst()
                    .orElseThrow();
            return each.module() + "." + each.name();
        }
        // As the source numbers it.
        return "function " + (function - RewriteContext.SHIFT);
    }
}
