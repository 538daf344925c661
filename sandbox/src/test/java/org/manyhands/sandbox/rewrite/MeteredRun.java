package org.manyhands.sandbox.rewrite;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.ArrayList;
import java.util.List;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** A product brought to life for a test: counts its fuel, and can stop it. */
final class MeteredRun {
    /** Thrown by the host when the fuel it gives is used up. */
    static final class OutOfFuel extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Thrown by the host when the product says that its stack is exhausted. */
    static final class StackExhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Instance instance;
    private long granted;
    private int slices;

    private MeteredRun(WasmModule module, boolean compiled, long slice, long limit, List<ImportFunction> more) {
        HostFunction next = new HostFunction(
                Meter.MODULE,
                Meter.SLICE,
                FunctionType.of(List.of(ValType.I64), List.of(ValType.I64)),
                (running, arguments) -> {
                    slices++;
                    if (granted - arguments[0] > limit) {
                        throw new OutOfFuel();
                    }
                    // Never past the limit, so that a check fails exactly when the limit is passed.
                    long grant = Math.min(Math.max(slice, -arguments[0]), limit - granted);
                    granted += grant;
                    return new long[] {arguments[0] + grant};
                });
        HostFunction exhausted = new HostFunction(
                Meter.MODULE, Meter.STACK_EXHAUSTED, FunctionType.of(List.of(), List.of()), (running, arguments) -> {
                    throw new StackExhausted();
                });
        List<ImportFunction> functions = new ArrayList<>(more);
        functions.add(next);
        functions.add(exhausted);
        Instance.Builder builder = Instance.builder(module)
                .withImportValues(
                        ImportValues.builder().withFunctions(functions).build());
        if (compiled) {
            builder.withMachineFactory(MachineFactoryCompiler.compile(module));
        }
        instance = builder.build();
    }

    static MeteredRun of(byte[] product, boolean compiled) {
        return new MeteredRun(Parser.parse(product), compiled, 1_000, Long.MAX_VALUE / 2, List.of());
    }

    static MeteredRun of(byte[] product, boolean compiled, long slice, long limit, ImportFunction... more) {
        return new MeteredRun(Parser.parse(product), compiled, slice, limit, List.of(more));
    }

    /** Translates and instruments a module of the text format, to be interpreted. */
    static MeteredRun ofText(String text) {
        return of(Instrumenter.instrument(Wat2Wasm.parse(text)), false);
    }

    long[] call(String export, long... arguments) {
        return instance.export(export).apply(arguments);
    }

    /** Fuel used since the instance was made. */
    long fuel() {
        return granted - instance.exports().global(Meter.FUEL).getValue();
    }

    /** Value of a global by its index. */
    long global(int index) {
        return instance.global(index).getValue();
    }

    int slices() {
        return slices;
    }
}
