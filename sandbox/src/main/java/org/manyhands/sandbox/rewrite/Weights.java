package org.manyhands.sandbox.rewrite;

import java.util.List;

/**
 * A weight table: how much fuel each instruction costs. What stands in a table is for ever part of every digest that was
 * computed with it, so a change of any number is a new table with a new version, and the old ones stay. The tables and
 * how they were chosen stand in {@code docs/weights.md}.
 */
final class Weights {
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

    /** All tables there ever were; the first is version 1. */
    private static final List<Weights> TABLES = List.of(new Weights(1));

    /** Version of the newest table. */
    static final int NEWEST = TABLES.size();

    private final int version;

    private Weights(int version) {
        this.version = version;
    }

    /** Whether there is a table of this version. */
    static boolean known(int version) {
        return version >= 1 && version <= NEWEST;
    }

    /**
     * The table of a version.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Weights of(int version) {
        if (!known(version)) {
            throw new IllegalArgumentException("there are no weights of version " + version + "; " + knownInWords());
        }
        return TABLES.get(version - 1);
    }

    /** Which versions there are, for people. */
    static String knownInWords() {
        return NEWEST == 1 ? "this program knows version 1" : "this program knows versions 1 to " + NEWEST;
    }

    int version() {
        return version;
    }

    /** Cost of a function's entry. */
    long entry(int declaredLocals) {
        return (long) ENTRY + declaredLocals / LOCALS_PER_UNIT;
    }

    /** Cost of one instruction, without what is charged by length. */
    int cost(int opcode) {
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
