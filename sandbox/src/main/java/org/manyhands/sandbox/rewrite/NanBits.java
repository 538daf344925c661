package org.manyhands.sandbox.rewrite;

import java.util.BitSet;

/**
 * Keeps the bits of NaNs out of sight where engines may choose them. Arithmetic that gives a NaN gives any; so wherever
 * bits are observed (by a store, a reinterpretation, the sign that {@code copysign} takes, a global) a value that may
 * come from arithmetic is replaced by the canonical NaN if it is one. What came straight from memory, a constant or an
 * integer keeps its bits, also through a local that never holds anything else.
 *
 * <p>Which locals those are is found by trying: all are taken for certain until one is seen to be assigned an uncertain
 * value, and the function is read again.
 */
final class NanBits {
    /** Tries after which all locals are taken for uncertain, so that a chain of copies cannot cost a try each. */
    private static final int TRIES = 4;

    private static final int[] CANONICAL_F32 = {0x00, 0x00, 0xc0, 0x7f};
    private static final int[] CANONICAL_F64 = {0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf8, 0x7f};

    private static final int[] MINUS_INFINITY_F32 = {0x00, 0x00, 0x80, 0xff};
    private static final int[] MINUS_INFINITY_F64 = {0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xf0, 0xff};

    private final BitSet uncertainLocals = new BitSet();
    private boolean changed;
    private int tries;
    private int scratchF32;
    private int scratchF64;

    NanBits(String parameters) {
        for (int i = 0; i < parameters.length(); i++) {
            uncertainLocals.set(i, isFloat(parameters.charAt(i)));
        }
    }

    static boolean isFloat(char type) {
        return type == Signature.F32 || type == Signature.F64;
    }

    /** Begins a try. */
    void begin() {
        changed = false;
        tries++;
        scratchF32 = -1;
        scratchF64 = -1;
    }

    /** True when the try that ended assumed too much of a local, and must be made again. */
    boolean again(int locals) {
        if (changed && tries == TRIES) {
            uncertainLocals.set(0, locals);
        }
        return changed;
    }

    boolean uncertainLocal(int local) {
        return uncertainLocals.get(local);
    }

    /** A local is assigned an operand. */
    void assign(int local, boolean uncertain) {
        if (uncertain && !uncertainLocals.get(local)) {
            uncertainLocals.set(local);
            changed = true;
        }
    }

    /** Whether the bits of an instruction's result are uncertain, given those of its operands. */
    static boolean uncertainResult(int opcode, char result, OperandStack operands) {
        if (!isFloat(result)) {
            return false;
        }
        return switch (opcode) {
            case Opcodes.F32_LOAD,
                    Opcodes.F64_LOAD,
                    Opcodes.F32_CONST,
                    Opcodes.F64_CONST,
                    Opcodes.F32_REINTERPRET_I32,
                    Opcodes.F64_REINTERPRET_I64 -> false;
            case Opcodes.F32_ABS, Opcodes.F32_NEG, Opcodes.F64_ABS, Opcodes.F64_NEG -> operands.uncertain(0);
            case Opcodes.F32_COPYSIGN, Opcodes.F64_COPYSIGN -> operands.uncertain(1);
            default -> !convertsInteger(opcode);
        };
    }

    /** Whether an instruction shows the bits of its last operand. */
    static boolean observes(int opcode) {
        return switch (opcode) {
            case Opcodes.F32_STORE,
                    Opcodes.F64_STORE,
                    Opcodes.I32_REINTERPRET_F32,
                    Opcodes.I64_REINTERPRET_F64,
                    Opcodes.F32_COPYSIGN,
                    Opcodes.F64_COPYSIGN,
                    Opcodes.GLOBAL_SET -> true;
            default -> false;
        };
    }

    /**
     * Makes the top operand, a floating-point number, the canonical NaN if it is a NaN. Every number is at least minus
     * infinity, and no NaN is: that is one comparison and one branch, where {@code x == x} takes two on x86.
     */
    void writeCanonical(BinaryWriter out, Locals locals, char type) {
        boolean single = type == Signature.F32;
        int scratch = single ? scratchF32(locals) : scratchF64(locals);
        out.u8(Opcodes.LOCAL_SET).u32(scratch).u8(Opcodes.BLOCK).u8(Opcodes.NO_TYPE);
        out.u8(Opcodes.LOCAL_GET).u32(scratch);
        constant(out, single, single ? MINUS_INFINITY_F32 : MINUS_INFINITY_F64);
        out.u8(single ? Opcodes.F32_GE : Opcodes.F64_GE).u8(Opcodes.BR_IF).u32(0);
        constant(out, single, single ? CANONICAL_F32 : CANONICAL_F64);
        out.u8(Opcodes.LOCAL_SET)
                .u32(scratch)
                .u8(Opcodes.END)
                .u8(Opcodes.LOCAL_GET)
                .u32(scratch);
    }

    private static void constant(BinaryWriter out, boolean single, int[] bytes) {
        out.u8(single ? Opcodes.F32_CONST : Opcodes.F64_CONST);
        for (int piece : bytes) {
            out.u8(piece);
        }
    }

    private static boolean convertsInteger(int opcode) {
        return opcode >= Opcodes.F32_CONVERT_I32_S
                && opcode <= Opcodes.F64_CONVERT_I64_U
                && opcode != Opcodes.F32_DEMOTE_F64;
    }

    private int scratchF32(Locals locals) {
        if (scratchF32 < 0) {
            scratchF32 = locals.add(Signature.F32);
        }
        return scratchF32;
    }

    private int scratchF64(Locals locals) {
        if (scratchF64 < 0) {
            scratchF64 = locals.add(Signature.F64);
        }
        return scratchF64;
    }
}
