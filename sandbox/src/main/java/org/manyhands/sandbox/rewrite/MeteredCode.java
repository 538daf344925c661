package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * The code of a function in the making: the source's instructions, and marks where the meter has something to do. What
 * a segment costs is known only after all of it was read, so the meter's instructions are put in at the end.
 *
 * <p>A function of one segment charges the global when it begins. Any other keeps what it owes in a local, which
 * engines hold in a register: below zero, and settled with the global at its end, before calls to the host, before
 * {@code unreachable}, and at a loop header once it owes {@link #MOST_OWED}. Where it settles depends on the program
 * alone, never on how the host cuts slices; so the global is the same at any point of any run, also when a trap leaves
 * behind what the functions on the stack still owed.
 */
final class MeteredCode {
    private enum Act {
        /** A segment begins. */
        CHARGE,
        /** A segment begins that is a loop's turn. */
        LOOP,
        /** Something follows that others can see. */
        SETTLE
    }

    private record Mark(int position, Act act, Segment segment) {
        /** True when the function need not keep what it owes because of this mark. */
        boolean changesNothing() {
            return act == Act.SETTLE || (act == Act.CHARGE && segment.cost() == 0);
        }
    }

    /** What a function may owe at a loop header, in units: some microseconds of work. */
    static final int MOST_OWED = 1 << 16;

    /** A function of one segment that calls nothing looks at the meter only if it costs more than this. */
    private static final int SMALL_COST = 1_000;

    private static final Segment NO_SEGMENT = new Segment();

    private final RewriteContext context;
    private final BinaryWriter bytes = new BinaryWriter();
    private final List<Mark> marks = new ArrayList<>();

    MeteredCode(RewriteContext context) {
        this.context = context;
    }

    BinaryWriter bytes() {
        return bytes;
    }

    /** Marks that a segment begins here; with {@code loop}, that it is that of a loop's header. */
    void charge(Segment segment, boolean loop) {
        mark(loop ? Act.LOOP : Act.CHARGE, segment);
    }

    /** Marks that the global must be right here. */
    void settle() {
        mark(Act.SETTLE, NO_SEGMENT);
    }

    private void mark(Act act, Segment segment) {
        if (context.rewrites.metering()) {
            marks.add(new Mark(bytes.size(), act, segment));
        }
    }

    /**
     * Puts the body together.
     *
     * @param entry the segment that begins with the function
     * @param calls whether the function calls another
     * @param frame imagined bytes of its frame, as {@link CallDepth} counts them, or 0 when they are not counted
     */
    BinaryWriter assemble(Locals locals, String results, Segment entry, boolean calls, int frame) {
        boolean oneSegment = marks.stream().allMatch(Mark::changesNothing);
        int owed = oneSegment ? -1 : locals.add(Signature.I64);
        int stack = frame > 0 ? locals.add(Signature.I32) : -1;
        boolean wrapped = frame > 0 || !oneSegment;
        BinaryWriter out = new BinaryWriter();
        locals.write(out);
        if (oneSegment) {
            chargeGlobal(out, entry.cost(), calls || entry.cost() > SMALL_COST);
        } else {
            out.u8(Opcodes.I64_CONST)
                    .signed(-entry.cost())
                    .u8(Opcodes.LOCAL_SET)
                    .u32(owed);
        }
        if (frame > 0) {
            takeFrame(out, stack, frame);
        }
        if (wrapped) {
            out.u8(Opcodes.BLOCK);
            context.writeBlockType(out, new Signature("", results));
        }
        copySource(out, owed);
        if (wrapped) {
            out.u8(Opcodes.END);
        }
        if (!oneSegment) {
            settleAtEnd(out, owed);
        }
        if (frame > 0) {
            giveFrameBack(out, stack, frame);
        }
        return out.u8(Opcodes.END);
    }

    private void copySource(BinaryWriter out, int owed) {
        byte[] source = bytes.toByteArray();
        int done = 0;
        for (Mark mark : marks) {
            out.raw(source, done, mark.position());
            done = mark.position();
            if (owed >= 0) {
                act(out, mark, owed);
            }
        }
        out.raw(source, done, source.length);
    }

    private void act(BinaryWriter out, Mark mark, int owed) {
        long cost = mark.segment().cost();
        switch (mark.act()) {
            case CHARGE -> {
                if (cost > 0) {
                    subtract(out, Opcodes.LOCAL_GET, owed, cost);
                    out.u8(Opcodes.LOCAL_SET).u32(owed);
                }
            }
            case LOOP -> {
                subtract(out, Opcodes.LOCAL_GET, owed, cost);
                out.u8(Opcodes.LOCAL_TEE).u32(owed);
                out.u8(Opcodes.I64_CONST).signed(-MOST_OWED).u8(Opcodes.I64_LT_S);
                out.u8(Opcodes.IF).u8(Opcodes.NO_TYPE);
                settleNow(out, owed);
                out.u8(Opcodes.END);
            }
            case SETTLE -> settleNow(out, owed);
        }
    }

    /** Pays what is owed, by a function of ours that also looks at the meter. */
    private void settleNow(BinaryWriter out, int owed) {
        out.u8(Opcodes.LOCAL_GET).u32(owed).u8(Opcodes.CALL).u32(context.settle);
        out.u8(Opcodes.I64_CONST).signed(0).u8(Opcodes.LOCAL_SET).u32(owed);
    }

    private void settleAtEnd(BinaryWriter out, int owed) {
        out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
        out.u8(Opcodes.LOCAL_GET).u32(owed).u8(Opcodes.I64_ADD);
        out.u8(Opcodes.LOCAL_TEE).u32(owed).u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        out.u8(Opcodes.LOCAL_GET).u32(owed);
        OwnFunctions.writeRefillIfNegative(out, context);
    }

    private void chargeGlobal(BinaryWriter out, long cost, boolean check) {
        if (!context.rewrites.metering()) {
            return;
        }
        subtract(out, Opcodes.GLOBAL_GET, context.fuelGlobal, cost);
        out.u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        if (check) {
            out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
            OwnFunctions.writeRefillIfNegative(out, context);
        }
    }

    private static void subtract(BinaryWriter out, int get, int index, long cost) {
        out.u8(get).u32(index).u8(Opcodes.I64_CONST).signed(cost).u8(Opcodes.I64_SUB);
    }

    private void takeFrame(BinaryWriter out, int local, int frame) {
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

    private void giveFrameBack(BinaryWriter out, int local, int frame) {
        out.u8(Opcodes.LOCAL_GET).u32(local).u8(Opcodes.I32_CONST).signed(frame).u8(Opcodes.I32_ADD);
        out.u8(Opcodes.GLOBAL_SET).u32(context.stackGlobal);
    }
}
