package org.manyhands.sandbox.rewrite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;

/** What the functions of a module, or of the product that was made of it, are called for people. */
public final class FunctionNames {
    private static final int MOST_CHARACTERS = 300;

    private final Map<Integer, String> names;
    private final int imported;
    private final int shift;
    private final int firstOwn;

    private FunctionNames(Map<Integer, String> names, int imported, int shift, int firstOwn) {
        this.names = names;
        this.imported = imported;
        this.shift = shift;
        this.firstOwn = firstOwn;
    }

    /**
     * Reads the names.
     *
     * @param module a module that the profile checker has accepted
     */
    public static FunctionNames of(byte[] module) {
        ModuleLayout layout = ModuleReader.read(module);
        Map<Integer, String> names = layout.functionNames();
        int imported = layout.importedFunctions();
        int slice = slice(layout);
        return slice < 0
                ? new FunctionNames(names, imported, 0, Integer.MAX_VALUE)
                : new FunctionNames(names, imported, RewriteContext.SHIFT, firstOwn(layout, slice));
    }

    /**
     * The name of a function, or its number in the source module; empty for one that the host or the rewrite added.
     *
     * @param function an index in the module that was read
     */
    public Optional<String> of(int function) {
        if (function < imported || function >= firstOwn) {
            return Optional.empty();
        }
        String name = names.getOrDefault(function, "function " + (function - shift));
        return Optional.of(name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "...");
    }

    /** Index of the import by which only products ask for fuel; -1 in a source module. */
    private static int slice(ModuleLayout layout) {
        List<ModuleLayout.Import> functions = layout.imports.stream()
                .filter(each -> each.kind() == Kind.FUNCTION)
                .toList();
        for (int i = 0; i < functions.size(); i++) {
            if (functions.get(i).module().equals(Meter.MODULE)
                    && functions.get(i).name().equals(Meter.SLICE)) {
                return i;
            }
        }
        return -1;
    }

    /** The functions that the rewrite adds come last, and the first of them is the one that asks for fuel. */
    private static int firstOwn(ModuleLayout layout, int slice) {
        for (int i = layout.bodies.size() - 1; i >= 0; i--) {
            if (asks(layout, layout.bodies.get(i), slice)) {
                return layout.importedFunctions() + i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static boolean asks(ModuleLayout layout, ModuleLayout.Body body, int slice) {
        BinaryReader bytes = new BinaryReader(layout.bytes, body.start(), body.end());
        Locals.skip(bytes);
        InstructionReader in = new InstructionReader(bytes);
        while (!in.atEnd()) {
            in.next();
            if (in.opcode == Opcodes.CALL && in.index == slice) {
                return true;
            }
        }
        return false;
    }
}
