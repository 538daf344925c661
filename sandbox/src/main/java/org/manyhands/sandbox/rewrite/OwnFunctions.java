package org.manyhands.sandbox.rewrite;

/**
 * The functions that every product has of ours: one asks the host for the next slice, one takes what a function owes,
 * the others charge a length that is known only when the program runs, and give it back so that they can stand between
 * an operand and its operation.
 */
final class OwnFunctions {
    /** How many there are. */
    static final int COUNT = 5;

    private static final Signature REFILL = new Signature("", "");
    private static final Signature SETTLE = new Signature("i", "");
    private static final Signature CHARGE = new Signature("i", "i");

    private OwnFunctions() {}

    /** Adds their types to the function section, in the order of {@link #writeBodies}. */
    static void writeTypes(BinaryWriter section, RewriteContext context) {
        section.u32(context.typeIndex(REFILL)).u32(context.typeIndex(SETTLE));
        for (int i = 2; i < COUNT; i++) {
            section.u32(context.typeIndex(CHARGE));
        }
    }

    /** Adds their bodies to the code section. */
    static void writeBodies(BinaryWriter section, RewriteContext context) {
        add(section, refill(context));
        add(section, settle(context));
        add(section, chargeBytes(context));
        add(section, chargeElements(context));
        add(section, chargePages(context));
    }

    /** With the meter as operand: asks for the next slice when the current one is used up. */
    static void writeRefillIfNegative(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.I64_CONST).signed(0).u8(Opcodes.I64_LT_S);
        out.u8(Opcodes.IF).u8(Opcodes.NO_TYPE);
        out.u8(Opcodes.CALL).u32(context.refill);
        out.u8(Opcodes.END);
    }

    private static void add(BinaryWriter section, BinaryWriter body) {
        section.u32(body.size()).append(body);
    }

    private static BinaryWriter refill(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.CALL).u32(context.slice);
        out.u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        return out.u8(Opcodes.END);
    }

    /** Takes what is owed. */
    private static BinaryWriter settle(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        beginCharge(out, context);
        out.u8(Opcodes.I64_SUB);
        setAndCheck(out, context);
        return out.u8(Opcodes.END);
    }

    /** Takes a number of bytes and charges it. */
    private static BinaryWriter chargeBytes(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        beginCharge(out, context);
        out.u8(Opcodes.I64_CONST).signed(Weights.BULK_BYTES_SHIFT).u8(Opcodes.I64_SHR_U);
        return endCharge(out, context);
    }

    /** Takes a number of table elements and charges it. */
    private static BinaryWriter chargeElements(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        beginCharge(out, context);
        return endCharge(out, context);
    }

    /** Takes a number of pages and charges it. */
    private static BinaryWriter chargePages(RewriteContext context) {
        BinaryWriter out = new BinaryWriter().u32(0);
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.I32_CONST).signed(Weights.MOST_PAGES);
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.LOCAL_GET).u32(0);
        out.u8(Opcodes.I32_CONST).signed(Weights.MOST_PAGES);
        out.u8(Opcodes.I32_GT_U).u8(Opcodes.SELECT).u8(Opcodes.I64_EXTEND_I32_U);
        out.u8(Opcodes.I64_CONST).signed(Weights.PAGE).u8(Opcodes.I64_MUL);
        return endCharge(out, context);
    }

    private static void beginCharge(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.LOCAL_GET).u32(0).u8(Opcodes.I64_EXTEND_I32_U);
    }

    private static BinaryWriter endCharge(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.I64_SUB);
        setAndCheck(out, context);
        return out.u8(Opcodes.LOCAL_GET).u32(0).u8(Opcodes.END);
    }

    private static void setAndCheck(BinaryWriter out, RewriteContext context) {
        out.u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        writeRefillIfNegative(out, context);
    }
}
