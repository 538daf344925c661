package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What rewriting a function needs to know of its module, and the indices that things have in the product: two imported
 * functions come after the source's own, so all functions that the source defines move up; globals, types and our own
 * functions are added at the ends, so nothing else moves.
 */
final class RewriteContext {
    /** How far the functions that the source defines move up. */
    static final int SHIFT = 2;

    final ModuleLayout source;
    final Rewrites rewrites;
    final Weights weights;
    /** The product's types: the source's, and those that were added. */
    final List<Signature> types;

    private final Map<Signature, Integer> typeIndices = new HashMap<>();
    private final Map<Signature, Integer> blockTypeIndices = new HashMap<>();

    /** Types of all functions of the source, the imported ones first. */
    final List<Signature> signatures = new ArrayList<>();

    final int importedFunctions;

    final int slice;
    final int stackExhausted;
    final int refill;
    final int settle;
    final int chargeBytes;
    final int chargeElements;
    final int chargePages;
    /** First of the functions of {@link ExactNumerics}. */
    final int exactNumerics;

    final int fuelGlobal;
    final int stackGlobal;

    /** What callers pay for each function that the source defines, 0 for those that pay for themselves. */
    final long[] paid;
    /** Functions that the source defines which owe nothing, and call only such. */
    final boolean[] quiet;

    RewriteContext(ModuleLayout source, Rewrites rewrites, Weights weights) {
        this.source = source;
        this.rewrites = rewrites;
        this.weights = weights;
        this.types = new ArrayList<>(source.types);
        for (int i = 0; i < types.size(); i++) {
            typeIndices.putIfAbsent(types.get(i), i);
        }
        this.importedFunctions = source.importedFunctions();
        for (ModuleLayout.Import each : source.imports) {
            if (each.kind() == ModuleLayout.Kind.FUNCTION) {
                signatures.add(source.types.get(each.type()));
            }
        }
        for (int type : source.functions) {
            signatures.add(source.types.get(type));
        }
        this.slice = importedFunctions;
        this.stackExhausted = importedFunctions + 1;
        this.refill = signatures.size() + SHIFT;
        this.settle = refill + 1;
        this.chargeBytes = refill + 2;
        this.chargeElements = refill + 3;
        this.chargePages = refill + 4;
        this.exactNumerics = refill + OwnFunctions.COUNT;
        this.fuelGlobal = source.globals.size();
        this.stackGlobal = fuelGlobal + 1;
        this.paid = new long[source.functions.size()];
        this.quiet = new boolean[paid.length];
    }

    /** Whether a call of a function of the product may end in functions that owe something or call others. */
    boolean mayLeadToDebt(int function) {
        int defined = function - importedFunctions - SHIFT;
        return defined >= 0 && defined < quiet.length && !quiet[defined];
    }

    /** Whether a function of the product may charge the meter without looking at it. */
    boolean chargesUnseen(int function) {
        int defined = function - importedFunctions - SHIFT;
        return defined >= 0 && defined < paid.length && paid[defined] == 0;
    }

    /** The index that a function of the source has in the product. */
    int shifted(int function) {
        return function < importedFunctions ? function : function + SHIFT;
    }

    /** Index of a function type in the product, added if the source has none such. */
    int typeIndex(Signature signature) {
        return typeIndices.computeIfAbsent(signature, added -> {
            types.add(added);
            return types.size() - 1;
        });
    }

    /**
     * Index of a function type for a block. The runtime takes an index whose low byte is the code of a value type, or of no
     * type, for that (its issue 136), so the type is added once more where it is not mistaken.
     */
    private int blockTypeIndex(Signature signature) {
        return blockTypeIndices.computeIfAbsent(signature, wanted -> {
            int index = typeIndex(wanted);
            if (!mistakable(index)) {
                return index;
            }
            while (mistakable(types.size())) {
                types.add(wanted);
            }
            types.add(wanted);
            return types.size() - 1;
        });
    }

    private static boolean mistakable(int index) {
        int code = index & 0xff;
        return code >= Opcodes.NO_TYPE && code < 0x80;
    }

    /** The type of a block, as the instruction reader gives it. */
    Signature blockSignature(long blockType) {
        if (blockType >= 0) {
            return source.types.get((int) blockType);
        }
        int code = (int) blockType + 0x80;
        if (code == 0x40) {
            return new Signature("", "");
        }
        BinaryReader one = new BinaryReader(new byte[] {(byte) code}, 0, 1);
        return new Signature("", String.valueOf(Signature.readType(one)));
    }

    /** Writes the type of a block, the shortest way. */
    void writeBlockType(BinaryWriter out, Signature type) {
        if (!type.parameters().isEmpty() || type.results().length() > 1) {
            out.signed(blockTypeIndex(type));
        } else if (type.results().isEmpty()) {
            out.u8(Opcodes.NO_TYPE);
        } else {
            out.u8(Signature.code(type.results().charAt(0)));
        }
    }
}
