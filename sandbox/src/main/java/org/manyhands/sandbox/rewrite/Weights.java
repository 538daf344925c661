package org.manyhands.sandbox.rewrite;

/**
 * The weight table, version {@value #VERSION}: how much fuel each instruction costs. What stands here is for ever part
 * of every digest that was computed with it, so a change of any number or of the rewrite is a new version. The table
 * and how it was chosen stand in {@code docs/weights.md}.
 */
final class Weights {
    static final int VERSION = 1;

    /** Charged at the entry of every function. */
    static final int ENTRY = 2;

    /** Further charge at entry, for so many declared locals that must be zeroed. */
    static final int LOCALS_PER_UNIT = 4;

    /** Bytes that one unit of a bulk memory operation moves, as a shift: 8 bytes. */
    static final int BULK_BYTES_SHIFT = 3;

    /** Charge for each page of 64 KiB that {@code memory.grow} asks for. */
    static final int PAGE = 1_024;

    /** Pages beyond which {@code memory.grow} cannot succeed, and is not charged further. */
    static final int MOST_PAGES = 65_536;

    private static final int CONTROL = 0;
    private static final int PLAIN = 1;
    private static final int MEMORY = 2;
    private static final int TABLE_BRANCH = 3;
    private static final int CALL = 4;
    private static final int FLOAT_DIVISION = 8;
    private static final int INDIRECT_CALL = 10;
    private static final int INTEGER_DIVISION = 10;
    private static final int BULK = 20;
    private static final int GROW = 200;

    private Weights() {}

    /** Cost of a function's entry. */
    static long entry(int declaredLocals) {
        return (long) ENTRY + declaredLocals / LOCALS_PER_UNIT;
    }

    /** Cost of one instruction, without what is charged by length. */
    static int of(int opcode) {
        if (opcode >= Opcodes.FIRST_LOAD && opcode <= Opcodes.LAST_STORE) {
            return MEMORY;
        }
        if ((opcode >= Opcodes.I32_DIV_S && opcode <= Opcodes.I32_REM_U)
                || (opcode >= Opcodes.I64_DIV_S && opcode <= Opcodes.I64_REM_U)) {
            return INTEGER_DIVISION;
        }
        return switch (opcode) {
            case Opcodes.NOP, Opcodes.BLOCK, Opcodes.LOOP, Opcodes.ELSE, Opcodes.END -> CONTROL;
            case Opcodes.GLOBAL_GET, Opcodes.GLOBAL_SET, Opcodes.TABLE_GET, Opcodes.TABLE_SET -> MEMORY;
            case Opcodes.BR_TABLE -> TABLE_BRANCH;
            case Opcodes.CALL -> CALL;
            case Opcodes.CALL_INDIRECT -> INDIRECT_CALL;
            case Opcodes.F32_DIV, Opcodes.F32_SQRT, Opcodes.F64_DIV, Opcodes.F64_SQRT -> FLOAT_DIVISION;
            case Opcodes.MEMORY_GROW, Opcodes.TABLE_GROW -> GROW;
            case Opcodes.MEMORY_INIT,
                    Opcodes.MEMORY_COPY,
                    Opcodes.MEMORY_FILL,
                    Opcodes.TABLE_INIT,
                    Opcodes.TABLE_COPY,
                    Opcodes.TABLE_FILL,
                    Opcodes.DATA_DROP,
                    Opcodes.ELEM_DROP -> BULK;
            default -> PLAIN;
        };
    }
}
