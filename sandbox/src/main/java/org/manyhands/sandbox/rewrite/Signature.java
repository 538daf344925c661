package org.manyhands.sandbox.rewrite;

/**
 * A function type. Value types are single letters, so that types compare and print by themselves: {@code i} i32,
 * {@code l} i64, {@code f} f32, {@code d} f64, {@code F} funcref, {@code X} externref.
 */
record Signature(String parameters, String results) {
    static final char I32 = 'i';
    static final char I64 = 'l';
    static final char F32 = 'f';
    static final char F64 = 'd';
    static final char FUNCREF = 'F';
    static final char EXTERNREF = 'X';

    /** Reads one value type. */
    static char readType(BinaryReader in) {
        int at = in.position();
        int code = in.u8("value type");
        return switch (code) {
            case 0x7f -> I32;
            case 0x7e -> I64;
            case 0x7d -> F32;
            case 0x7c -> F64;
            case 0x70 -> FUNCREF;
            case 0x6f -> EXTERNREF;
            case 0x7b -> throw new RefusedFeatureException(Feature.SIMD, at, "type v128");
            case 0x69, 0x68, 0x74 -> throw new RefusedFeatureException(Feature.EXCEPTIONS, at, "type exnref");
            case 0x63, 0x64, 0x65, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x71, 0x72, 0x73 ->
                throw new RefusedFeatureException(Feature.GC, at, "a reference type other than funcref and externref");
            default -> throw new MalformedModuleException(at, "0x" + Integer.toHexString(code) + " is no value type");
        };
    }

    /** The byte that a type is written as. */
    static int code(char type) {
        return switch (type) {
            case I32 -> 0x7f;
            case I64 -> 0x7e;
            case F32 -> 0x7d;
            case F64 -> 0x7c;
            case FUNCREF -> 0x70;
            case EXTERNREF -> 0x6f;
            default -> throw new IllegalArgumentException("no value type: " + type);
        };
    }

    /** Reads a vector of value types. */
    static String readTypes(BinaryReader in) {
        int count = in.u32("number of types");
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < count; i++) {
            types.append(readType(in));
        }
        return types.toString();
    }

    /** How many places values of these types take in a Java method: i64 and f64 take two. */
    static int places(String types) {
        return types.chars().map(type -> places((char) type)).sum();
    }

    static int places(char type) {
        return type == I64 || type == F64 ? 2 : 1;
    }

    static void writeTypes(BinaryWriter out, String types) {
        out.u32(types.length());
        for (int i = 0; i < types.length(); i++) {
            out.u8(code(types.charAt(i)));
        }
    }

    void write(BinaryWriter out) {
        out.u8(0x60);
        writeTypes(out, parameters);
        writeTypes(out, results);
    }

    /** In the words of the text format: {@code (i32 i64) -> (i32)}. */
    @Override
    public String toString() {
        return words(parameters) + " -> " + words(results);
    }

    private static String words(String types) {
        StringBuilder words = new StringBuilder("(");
        for (int i = 0; i < types.length(); i++) {
            words.append(i == 0 ? "" : " ").append(word(types.charAt(i)));
        }
        return words.append(')').toString();
    }

    private static String word(char type) {
        return switch (type) {
            case I32 -> "i32";
            case I64 -> "i64";
            case F32 -> "f32";
            case F64 -> "f64";
            case FUNCREF -> "funcref";
            default -> "externref";
        };
    }
}
