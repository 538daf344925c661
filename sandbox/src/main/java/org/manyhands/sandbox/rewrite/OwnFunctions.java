package org.manyhands.sandbox.rewrite;

/**
 * The functions that every product has of ours: one asks the host for the next slice, the others charge a length that
 * is known only when the program runs, and give it back so that they can stand between an operand and its operation.
 */
final class OwnFunctions {
    /** How many there are. */
    static final int COUNT = 4;

    static final Signature REFILL = new Signature("", "");
    static final Signature CHARGE = new Signature("i", "i");

    private static final int I32_GT_U = 0x4b;

    private OwnFunctions() {}

    /** Looks at the meter: asks for the next slice when the current one is used up. */
    static void writeCheck(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.I64_CONST).signed(0).u8(Opcodes.I64_LT_S);
        out.u8(Opcodes.IF).u8(0x40);
        out.u8(Opcodes.CALL).u32(context.refill);
        out.u8(Opcodes.END);
    }

    static BinaryWriter refill(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.CALL).u32(context.slice);
        out.u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        return out.u8(Opcodes.END);
    }

    /** Takes a number of bytes and charges it. */
    static BinaryWriter chargeBytes(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        beginCharge(out, context);
        out.u8(Opcodes.I64_CONST).signed(Weights.BULK_BYTES_SHIFT).u8(Opcodes.I64_SHR_U);
        return endCharge(out, context);
    }

    /** Takes a number of table elements and charges it. */
    static BinaryWriter chargeElements(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        beginCharge(out, context);
        return endCharge(out, context);
    }

    /** Takes a number of pages and charges it. */
    static BinaryWriter chargePages(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.I32_CONST).signed(Weights.MOST_PAGES);
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.I32_CONST).signed(Weights.MOST_PAGES);
        out.u8(I32_GT_U).u8(Opcodes.SELECT).u8(Opcodes.I64_EXTEND_I32_U);
        out.u8(Opcodes.I64_CONST).signed(Weights.PAGE).u8(Opcodes.I64_MUL);
        return endCharge(out, context);
    }

    private static void beginCharge(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.LOCAL_GET).u32(0).u8(Opcodes.I64_EXTEND_I32_U);
    }

    private static BinaryWriter endCharge(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.I64_SUB).u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        writeCheck(out, context);
        return out.u8(Opcodes.LOCAL_GET).u32(0).u8(Opcodes.END);
    }
}
