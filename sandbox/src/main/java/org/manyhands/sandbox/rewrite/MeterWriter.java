package org.manyhands.sandbox.rewrite;

/** Writes a function's own part of the meter: what it owes is in a local, an i32 from zero up. */
final class MeterWriter {
    private final RewriteContext context;
    private final BinaryWriter out = new BinaryWriter();
    private final int owed;

    /**
     * Writes to a new body.
     *
     * @param owed index of the local, or -1 when the function owes nothing
     */
    MeterWriter(RewriteContext context, int owed) {
        this.context = context;
        this.owed = owed;
    }

    BinaryWriter out() {
        return out;
    }

    /** Owes the first segment; the local is zero until then. */
    void begin(long cost) {
        if (cost > 0) {
            out.u8(Opcodes.I32_CONST).signed(cost).u8(Opcodes.LOCAL_SET).u32(owed);
        }
    }

    void charge(long cost) {
        if (cost > 0) {
            out.u8(Opcodes.LOCAL_GET).u32(owed).u8(Opcodes.I32_CONST).signed(cost);
            out.u8(Opcodes.I32_ADD).u8(Opcodes.LOCAL_SET).u32(owed);
        }
    }

    void settleIfMore(int most) {
        owesMore(most);
        out.u8(Opcodes.IF).u8(Opcodes.NO_TYPE);
        settle();
        out.u8(Opcodes.END);
    }

    /**
     * Does nothing, between the header of a loop and that of one inside: were they at the same place in Java's code, its
     * compiler would take both for one loop, with a call in it.
     */
    void keepApart() {
        out.u8(Opcodes.LOCAL_GET).u32(owed).u8(Opcodes.LOCAL_SET).u32(owed);
    }

    void leaveIfMore(int most) {
        owesMore(most);
        out.u8(Opcodes.BR_IF).u32(1);
    }

    /** Charges a strip of a counted loop, and begins another if the loop goes on. */
    void endStrip(TurnCounter counter, long cost) {
        out.u8(Opcodes.LOCAL_GET).u32(owed);
        counter.writeCost(out, cost);
        out.u8(Opcodes.I32_ADD).u8(Opcodes.LOCAL_SET).u32(owed);
        counter.writeCondition(out);
        out.u8(Opcodes.IF).u8(Opcodes.NO_TYPE);
        settleIfMore(MeteredCode.MOST_OWED);
        out.u8(Opcodes.BR).u32(1).u8(Opcodes.END);
    }

    /** Pays what is owed, by a function of ours that also looks at the meter. */
    void settle() {
        out.u8(Opcodes.LOCAL_GET).u32(owed).u8(Opcodes.CALL).u32(context.settle);
        out.u8(Opcodes.I32_CONST).signed(0).u8(Opcodes.LOCAL_SET).u32(owed);
    }

    /** Pays what is owed when the function is done. */
    void settleAtEnd() {
        int fuel = context.fuelGlobal;
        out.u8(Opcodes.GLOBAL_GET).u32(fuel).u8(Opcodes.LOCAL_GET).u32(owed);
        out.u8(Opcodes.I64_EXTEND_I32_U)
                .u8(Opcodes.I64_SUB)
                .u8(Opcodes.GLOBAL_SET)
                .u32(fuel);
        out.u8(Opcodes.GLOBAL_GET).u32(fuel);
        OwnFunctions.writeRefillIfNegative(out, context);
    }

    /** Charges the global, and looks at it if asked to. */
    void chargeGlobal(long cost, boolean check) {
        int fuel = context.fuelGlobal;
        out.u8(Opcodes.GLOBAL_GET).u32(fuel).u8(Opcodes.I64_CONST).signed(cost);
        out.u8(Opcodes.I64_SUB).u8(Opcodes.GLOBAL_SET).u32(fuel);
        if (check) {
            out.u8(Opcodes.GLOBAL_GET).u32(fuel);
            OwnFunctions.writeRefillIfNegative(out, context);
        }
    }

    /** Takes a frame off the imagined stack, and keeps in a local what is left of it. */
    void takeFrame(int local, int frame) {
        int global = context.stackGlobal;
        out.u8(Opcodes.GLOBAL_GET)
                .u32(global)
                .u8(Opcodes.I32_CONST)
                .signed(frame)
                .u8(Opcodes.I32_SUB);
        out.u8(Opcodes.LOCAL_TEE).u32(local).u8(Opcodes.GLOBAL_SET).u32(global);
        out.u8(Opcodes.LOCAL_GET).u32(local).u8(Opcodes.I32_CONST).signed(0).u8(Opcodes.I32_LT_S);
        out.u8(Opcodes.IF).u8(Opcodes.NO_TYPE);
        out.u8(Opcodes.CALL).u32(context.stackExhausted);
        out.u8(Opcodes.END);
    }

    void giveFrameBack(int local, int frame) {
        out.u8(Opcodes.LOCAL_GET).u32(local).u8(Opcodes.I32_CONST).signed(frame).u8(Opcodes.I32_ADD);
        out.u8(Opcodes.GLOBAL_SET).u32(context.stackGlobal);
    }

    private void owesMore(int most) {
        out.u8(Opcodes.LOCAL_GET).u32(owed);
        out.u8(Opcodes.I32_CONST).signed(most).u8(Opcodes.I32_GT_S);
    }
}
