package org.manyhands.sandbox.rewrite;

/**
 * Numbers of the instructions that the rewriter treats one by one, and the types of all others (specification, section
 * 5.4). Instructions with the prefix 0xfc are numbered {@code 0xfc00 + n}.
 */
final class Opcodes {
    static final int UNREACHABLE = 0x00;
    static final int NOP = 0x01;
    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int ELSE = 0x05;
    static final int END = 0x0b;
    static final int BR = 0x0c;
    static final int BR_IF = 0x0d;
    static final int BR_TABLE = 0x0e;
    static final int RETURN = 0x0f;
    static final int CALL = 0x10;
    static final int CALL_INDIRECT = 0x11;
    static final int DROP = 0x1a;
    static final int SELECT = 0x1b;
    static final int SELECT_TYPED = 0x1c;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int LOCAL_TEE = 0x22;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int TABLE_GET = 0x25;
    static final int TABLE_SET = 0x26;
    static final int FIRST_LOAD = 0x28;
    static final int I32_LOAD = 0x28;
    static final int F32_LOAD = 0x2a;
    static final int F64_LOAD = 0x2b;
    static final int I32_LOAD8_U = 0x2d;
    static final int LAST_LOAD = 0x35;
    static final int F32_STORE = 0x38;
    static final int F64_STORE = 0x39;
    static final int I32_STORE8 = 0x3a;
    static final int I64_STORE8 = 0x3c;
    static final int I64_STORE32 = 0x3e;
    static final int LAST_STORE = 0x3e;
    static final int MEMORY_SIZE = 0x3f;
    static final int MEMORY_GROW = 0x40;
    static final int I32_CONST = 0x41;
    static final int I64_CONST = 0x42;
    static final int F32_CONST = 0x43;
    static final int F64_CONST = 0x44;
    static final int I32_EQZ = 0x45;
    static final int I32_NE = 0x47;
    static final int I32_LT_S = 0x48;
    static final int I32_LT_U = 0x49;
    static final int I32_GT_S = 0x4a;
    static final int I32_GT_U = 0x4b;
    static final int I64_LT_S = 0x53;
    static final int F32_GE = 0x60;
    static final int F64_GE = 0x66;
    static final int I32_ADD = 0x6a;
    static final int I32_SUB = 0x6b;
    static final int I32_MUL = 0x6c;
    static final int I32_DIV_S = 0x6d;
    static final int I32_DIV_U = 0x6e;
    static final int I32_REM_U = 0x70;
    static final int I32_AND = 0x71;
    static final int I32_OR = 0x72;
    static final int I32_SHR_U = 0x76;
    static final int I64_ADD = 0x7c;
    static final int I64_SUB = 0x7d;
    static final int I64_MUL = 0x7e;
    static final int I64_DIV_S = 0x7f;
    static final int I64_REM_U = 0x82;
    static final int I64_AND = 0x83;
    static final int I64_OR = 0x84;
    static final int I64_SHR_U = 0x88;
    static final int F32_ABS = 0x8b;
    static final int F32_NEG = 0x8c;
    static final int F32_SQRT = 0x91;
    static final int F32_MUL = 0x94;
    static final int F32_DIV = 0x95;
    static final int F32_COPYSIGN = 0x98;
    static final int F64_ABS = 0x99;
    static final int F64_NEG = 0x9a;
    static final int F64_SQRT = 0x9f;
    static final int F64_MUL = 0xa2;
    static final int F64_DIV = 0xa3;
    static final int F64_COPYSIGN = 0xa6;
    static final int I64_EXTEND_I32_U = 0xad;
    static final int F32_CONVERT_I32_S = 0xb2;
    static final int F32_CONVERT_I64_S = 0xb4;
    static final int F32_CONVERT_I64_U = 0xb5;
    static final int F32_DEMOTE_F64 = 0xb6;
    static final int F64_CONVERT_I64_S = 0xb9;
    static final int F64_CONVERT_I64_U = 0xba;
    static final int I32_REINTERPRET_F32 = 0xbc;
    static final int I64_REINTERPRET_F64 = 0xbd;
    static final int F32_REINTERPRET_I32 = 0xbe;
    static final int F64_REINTERPRET_I64 = 0xbf;
    static final int LAST_PLAIN = 0xc4;
    static final int REF_NULL = 0xd0;
    static final int REF_IS_NULL = 0xd1;
    static final int REF_FUNC = 0xd2;
    static final int PREFIX = 0xfc;
    static final int FIRST_SATURATING = 0xfc00;
    static final int LAST_SATURATING = 0xfc07;
    static final int MEMORY_INIT = 0xfc08;
    static final int DATA_DROP = 0xfc09;
    static final int MEMORY_COPY = 0xfc0a;
    static final int MEMORY_FILL = 0xfc0b;
    static final int TABLE_INIT = 0xfc0c;
    static final int ELEM_DROP = 0xfc0d;
    static final int TABLE_COPY = 0xfc0e;
    static final int TABLE_GROW = 0xfc0f;
    static final int TABLE_SIZE = 0xfc10;
    static final int TABLE_FILL = 0xfc11;

    /** The type of a block that has neither parameters nor results. */
    static final int NO_TYPE = 0x40;

    /** What instructions without an index take and give, one per entry: operands, a colon, result. */
    private static final String[] EFFECTS = new String[0x100];

    private static final String[] SATURATING = {"f:i", "f:i", "d:i", "d:i", "f:l", "f:l", "d:l", "d:l"};

    static {
        put(0x28, 0x28, "i:i"); // i32.load
        put(0x29, 0x29, "i:l"); // i64.load
        put(0x2a, 0x2a, "i:f"); // f32.load
        put(0x2b, 0x2b, "i:d"); // f64.load
        put(0x2c, 0x2f, "i:i"); // i32.load8_s .. i32.load16_u
        put(0x30, 0x35, "i:l"); // i64.load8_s .. i64.load32_u
        put(0x36, 0x36, "ii:"); // i32.store
        put(0x37, 0x37, "il:"); // i64.store
        put(0x38, 0x38, "if:"); // f32.store
        put(0x39, 0x39, "id:"); // f64.store
        put(0x3a, 0x3b, "ii:"); // i32.store8, i32.store16
        put(0x3c, 0x3e, "il:"); // i64.store8 .. i64.store32
        put(0x3f, 0x3f, ":i"); // memory.size
        put(0x40, 0x40, "i:i"); // memory.grow
        put(0x41, 0x41, ":i"); // i32.const
        put(0x42, 0x42, ":l"); // i64.const
        put(0x43, 0x43, ":f"); // f32.const
        put(0x44, 0x44, ":d"); // f64.const
        put(0x45, 0x45, "i:i"); // i32.eqz
        put(0x46, 0x4f, "ii:i"); // i32 comparisons
        put(0x50, 0x50, "l:i"); // i64.eqz
        put(0x51, 0x5a, "ll:i"); // i64 comparisons
        put(0x5b, 0x60, "ff:i"); // f32 comparisons
        put(0x61, 0x66, "dd:i"); // f64 comparisons
        put(0x67, 0x69, "i:i"); // i32.clz, ctz, popcnt
        put(0x6a, 0x78, "ii:i"); // i32 arithmetic
        put(0x79, 0x7b, "l:l"); // i64.clz, ctz, popcnt
        put(0x7c, 0x8a, "ll:l"); // i64 arithmetic
        put(0x8b, 0x91, "f:f"); // f32.abs .. f32.sqrt
        put(0x92, 0x98, "ff:f"); // f32.add .. f32.copysign
        put(0x99, 0x9f, "d:d"); // f64.abs .. f64.sqrt
        put(0xa0, 0xa6, "dd:d"); // f64.add .. f64.copysign
        put(0xa7, 0xa7, "l:i"); // i32.wrap_i64
        put(0xa8, 0xa9, "f:i"); // i32.trunc_f32
        put(0xaa, 0xab, "d:i"); // i32.trunc_f64
        put(0xac, 0xad, "i:l"); // i64.extend_i32
        put(0xae, 0xaf, "f:l"); // i64.trunc_f32
        put(0xb0, 0xb1, "d:l"); // i64.trunc_f64
        put(0xb2, 0xb3, "i:f"); // f32.convert_i32
        put(0xb4, 0xb5, "l:f"); // f32.convert_i64
        put(0xb6, 0xb6, "d:f"); // f32.demote_f64
        put(0xb7, 0xb8, "i:d"); // f64.convert_i32
        put(0xb9, 0xba, "l:d"); // f64.convert_i64
        put(0xbb, 0xbb, "f:d"); // f64.promote_f32
        put(0xbc, 0xbc, "f:i"); // i32.reinterpret_f32
        put(0xbd, 0xbd, "d:l"); // i64.reinterpret_f64
        put(0xbe, 0xbe, "i:f"); // f32.reinterpret_i32
        put(0xbf, 0xbf, "l:d"); // f64.reinterpret_i64
        put(0xc0, 0xc1, "i:i"); // i32.extend8_s, extend16_s
        put(0xc2, 0xc4, "l:l"); // i64.extend8_s .. extend32_s
    }

    private Opcodes() {}

    private static void put(int first, int last, String effect) {
        for (int opcode = first; opcode <= last; opcode++) {
            EFFECTS[opcode] = effect;
        }
    }

    /** How many constructs an instruction opens: 1, -1 for an end, else 0. */
    static int opening(int opcode) {
        return switch (opcode) {
            case BLOCK, LOOP, IF -> 1;
            case END -> -1;
            default -> 0;
        };
    }

    /** What an instruction takes and gives, such as {@code ii:i}, or null when that depends on where it stands. */
    static @org.jspecify.annotations.Nullable String effect(int opcode) {
        if (opcode < 0x100) {
            return EFFECTS[opcode];
        }
        return switch (opcode) {
            case MEMORY_INIT, MEMORY_COPY, MEMORY_FILL, TABLE_INIT, TABLE_COPY -> "iii:";
            case DATA_DROP, ELEM_DROP -> ":";
            case TABLE_SIZE -> ":i";
            case TABLE_GROW, TABLE_FILL -> null;
            default -> SATURATING[opcode - FIRST_SATURATING];
        };
    }
}
