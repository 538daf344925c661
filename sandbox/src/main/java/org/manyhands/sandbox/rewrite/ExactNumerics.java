package org.manyhands.sandbox.rewrite;

/**
 * Numeric instructions that the runtime, or a JDK below it, gets wrong, written with others: {@code f32.abs} keeps the sign of
 * a NaN on JDK 17, {@code f32.copysign} takes the number 0xffc00000 for a negative NaN, and conversions of unsigned 64-bit
 * numbers above 2^63 round wrongly. So products use none of these, and give in every engine what the specification says.
 */
final class ExactNumerics {
    /** How many functions products have for it. */
    static final int COUNT = 3;

    private static final Signature COPY_SIGN = new Signature("ff", "f");
    private static final Signature TO_F32 = new Signature("l", "f");
    private static final Signature TO_F64 = new Signature("l", "d");

    private static final int MAGNITUDE = Integer.MAX_VALUE;
    private static final int SIGN = Integer.MIN_VALUE;

    private ExactNumerics() {}

    /** Writes an instruction in another way, if it must be. */
    static boolean write(int opcode, BinaryWriter out, RewriteContext context) {
        switch (opcode) {
            case Opcodes.F32_ABS -> {
                out.u8(Opcodes.I32_REINTERPRET_F32);
                mask(out, MAGNITUDE).u8(Opcodes.F32_REINTERPRET_I32);
            }
            case Opcodes.F32_COPYSIGN -> out.u8(Opcodes.CALL).u32(context.exactNumerics);
            case Opcodes.F32_CONVERT_I64_U -> out.u8(Opcodes.CALL).u32(context.exactNumerics + 1);
            case Opcodes.F64_CONVERT_I64_U -> out.u8(Opcodes.CALL).u32(context.exactNumerics + 2);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Adds the functions' types to the function section. */
    static void writeTypes(BinaryWriter section, RewriteContext context) {
        section.u32(context.typeIndex(COPY_SIGN)).u32(context.typeIndex(TO_F32)).u32(context.typeIndex(TO_F64));
    }

    /** Adds their bodies to the code section. */
    static void writeBodies(BinaryWriter section) {
        BinaryWriter two32 = new BinaryWriter().u8(Opcodes.F32_CONST).raw(new byte[] {0, 0, 0, 0x40});
        BinaryWriter two64 = new BinaryWriter().u8(Opcodes.F64_CONST).raw(new byte[] {0, 0, 0, 0, 0, 0, 0, 0x40});
        add(section, copySign());
        add(section, convert(Signature.F32, Opcodes.F32_CONVERT_I64_S, two32.u8(Opcodes.F32_MUL)));
        add(section, convert(Signature.F64, Opcodes.F64_CONVERT_I64_S, two64.u8(Opcodes.F64_MUL)));
    }

    private static void add(BinaryWriter section, BinaryWriter body) {
        section.u32(body.size()).append(body);
    }

    private static BinaryWriter copySign() {
        BinaryWriter out = new BinaryWriter().u32(0);
        out.u8(Opcodes.LOCAL_GET).u32(0).u8(Opcodes.I32_REINTERPRET_F32);
        mask(out, MAGNITUDE);
        out.u8(Opcodes.LOCAL_GET).u32(1).u8(Opcodes.I32_REINTERPRET_F32);
        mask(out, SIGN);
        return out.u8(Opcodes.I32_OR).u8(Opcodes.F32_REINTERPRET_I32).u8(Opcodes.END);
    }

    /** A number above 2^63 is halved, its lowest bit kept as a sign that something was lost, converted and doubled. */
    private static BinaryWriter convert(char type, int convertSigned, BinaryWriter doubled) {
        BinaryWriter out = new BinaryWriter().u32(0);
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.I64_CONST).signed(0).u8(Opcodes.I64_LT_S);
        out.u8(Opcodes.IF).u8(Signature.code(type));
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.I64_CONST).signed(1).u8(Opcodes.I64_SHR_U);
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.I64_CONST).signed(1).u8(Opcodes.I64_AND);
        out.u8(Opcodes.I64_OR).u8(convertSigned).append(doubled);
        out.u8(Opcodes.ELSE);
        out.u8(Opcodes.LOCAL_GET).u32(0).u8(convertSigned);
        return out.u8(Opcodes.END).u8(Opcodes.END);
    }

    private static BinaryWriter mask(BinaryWriter out, int mask) {
        return out.u8(Opcodes.I32_CONST).signed(mask).u8(Opcodes.I32_AND);
    }
}
