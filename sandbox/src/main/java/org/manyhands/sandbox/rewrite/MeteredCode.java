package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.sandbox.rewrite.Mark.Act;

/**
 * The code of a function in the making: the source's instructions, and marks where the meter has something to do. What
 * a segment costs is known only after all functions were read, so the meter's instructions are put in at the end.
 *
 * <p>A function of one segment that others may call only by name is paid for by its callers, if it is cheap. Any other
 * of one segment charges the global when it begins. All others count what they owe in a local, which engines hold in a
 * register, and settle with the global at their end, before calls to the host, before {@code unreachable}, at a loop
 * header once they owe {@link #MOST_OWED}, and where {@link Debt} says. Where a function settles depends on the program alone, never on how the
 * host cuts slices; so the global is the same at any point of any run, also when a trap leaves behind what the functions
 * on the stack still owed.
 */
final class MeteredCode {
    /**
     * What a function may owe at a loop header, in units: some microseconds of work. With what a function's segments can
     * add up to before the next header, it stays below 2^31: a function has {@link SizeRules#FUNCTION_BYTES} bytes.
     */
    static final int MOST_OWED = 1 << 16;

    /** A function of one segment is paid for by its callers if it costs no more than this. */
    static final int MOST_PAID_BY_CALLERS = 400;

    /** A function of one segment that calls nothing looks at the meter only if it costs more than this. */
    static final int SMALL_COST = 1_000;

    private final RewriteContext context;
    private final Segment entry;
    private final BinaryWriter bytes = new BinaryWriter();
    private final List<Mark> marks = new ArrayList<>();
    private boolean paidByCallers;

    MeteredCode(RewriteContext context, Segment entry) {
        this.context = context;
        this.entry = entry;
    }

    BinaryWriter bytes() {
        return bytes;
    }

    /** Marks that a segment begins here. */
    void charge(Segment segment) {
        mark(new Mark(bytes.size(), Act.CHARGE, segment, 0, null));
    }

    /**
     * Marks that a loop's header stands here, and a segment begins.
     *
     * @param leave whether to leave the loop, by the second label from here, to settle
     */
    void chargeTurn(Segment segment, boolean leave) {
        mark(new Mark(bytes.size(), leave ? Act.LEAVE_LOOP : Act.LOOP, segment, MOST_OWED, null));
    }

    /** Marks where a loop that is left to settle begins anew. */
    void comeBack() {
        mark(Mark.of(bytes.size(), Act.COME_BACK, 0));
    }

    /** Marks that the global must be right here. */
    void settle() {
        mark(Mark.of(bytes.size(), Act.SETTLE, 0));
    }

    private void mark(Mark mark) {
        if (context.rewrites.metering()) {
            marks.add(mark);
        }
    }

    /** Marks where a strip of a counted loop begins. */
    void beginStrip(Segment turn, TurnCounter counter) {
        marks.add(new Mark(bytes.size(), Act.BEGIN_STRIP, turn, MOST_OWED, counter));
    }

    /** Marks where a strip of a counted loop ends. */
    void endStrip(Segment turn, TurnCounter counter) {
        marks.add(new Mark(bytes.size(), Act.END_STRIP, turn, MOST_OWED, counter));
    }

    /**
     * Adds what callers pay to the segments that call; all callees must have been asked before.
     *
     * @param onlyByName whether all calls of this function name it, and it cannot be on the stack twice
     * @param paid what callers pay for each function
     * @return what callers of this function pay for it
     */
    long pay(boolean onlyByName, long[] paid) {
        entry.payCallees(paid);
        marks.forEach(mark -> mark.segment().payCallees(paid));
        boolean plain = marks.stream().allMatch(mark -> mark.act() == Act.CHARGE && mark.changesNothing());
        paidByCallers = onlyByName && plain && entry.cost() <= MOST_PAID_BY_CALLERS;
        return paidByCallers ? entry.cost() : 0;
    }

    /** Whether the function pays, or its callers do, for all that it does when it begins; known after {@link #pay}. */
    boolean oneSegment() {
        return marks.stream().allMatch(Mark::changesNothing);
    }

    /**
     * Puts the body together.
     *
     * @param calls whether the function calls another
     * @param frame imagined bytes of its frame, as {@link CallDepth} counts them
     * @param counted whether they are counted as the program runs
     */
    BinaryWriter assemble(Locals locals, String results, boolean calls, int frame, boolean counted) {
        boolean oneSegment = oneSegment();
        int owed = oneSegment ? -1 : locals.add(Signature.I32);
        int stack = counted ? locals.add(Signature.I32) : -1;
        boolean wrapped = counted || !oneSegment;
        MeterWriter meter = new MeterWriter(context, owed);
        BinaryWriter out = meter.out();
        locals.write(out);
        if (!oneSegment) {
            meter.begin(entry.cost());
        } else if (!paidByCallers && context.rewrites.metering()) {
            meter.chargeGlobal(entry.cost(), calls || entry.cost() > SMALL_COST);
        }
        if (counted) {
            meter.takeFrame(stack, frame);
        }
        if (wrapped) {
            out.u8(Opcodes.BLOCK);
            context.writeBlockType(out, new Signature("", results));
        }
        if (oneSegment) {
            out.append(bytes);
        } else {
            copySource(meter, frame);
        }
        if (wrapped) {
            out.u8(Opcodes.END);
        }
        if (!oneSegment) {
            meter.settleAtEnd();
        }
        if (counted) {
            meter.giveFrameBack(stack, frame);
        }
        return out.u8(Opcodes.END);
    }

    private void copySource(MeterWriter meter, int frame) {
        byte[] source = bytes.toByteArray();
        int done = 0;
        for (Mark mark : Debt.bound(context, marks, source, frame, entry.cost())) {
            meter.out().raw(source, done, mark.position());
            done = mark.position();
            act(meter, mark);
        }
        meter.out().raw(source, done, source.length);
    }

    private static void act(MeterWriter meter, Mark mark) {
        long cost = mark.segment().cost();
        TurnCounter counter = mark.counter();
        if (counter != null) {
            if (mark.act() == Act.BEGIN_STRIP) {
                counter.begin(meter.out(), cost);
            } else {
                meter.endStrip(counter, cost);
            }
            return;
        }
        switch (mark.act()) {
            case CHARGE, BEGIN_STRIP, END_STRIP -> {}
            case LOOP, SETTLE_TOO_MUCH -> meter.settleIfMore(mark.most());
            case LEAVE_LOOP -> meter.leaveIfMore(mark.most());
            case COME_BACK -> meter.keepApart();
            case SETTLE -> meter.settle();
        }
        meter.charge(cost);
    }
}
