package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * Bounds what a function can owe, whatever it does: a trap, or an exit from within a call, drops what every function on
 * the stack owes. The code is read once in the order in which it stands, with the most that can be owed at each place,
 * and settling is put in where that is too much:
 *
 * <ul>
 *   <li>below a call, {@link #OWED_PER_BYTE} units for each byte of the function's imagined frame. All frames together
 *       fit the stack that {@link CallDepth} counts, so what they owe together is bounded too. A loop that holds a call
 *       settles at its header once three quarters of that are owed, and so does the place before a call;
 *   <li>anywhere, {@link #MOST_IN_LINE}. Only one function on the stack can owe so much: the one that runs, or that
 *       called what {@link RewriteContext#quiet} counts.
 * </ul>
 */
final class Debt {
    /** Units that a function may owe below a call, for each imagined byte of its frame. */
    static final int OWED_PER_BYTE = 5;

    /** What a function may owe where it calls nobody: what a loop's header leaves, and as much again. */
    static final int MOST_IN_LINE = 2 * MeteredCode.MOST_OWED;

    private static final long NOWHERE = -1;

    /** A construct that is open, with the most that can be owed where its else begins, and behind its end. */
    private static final class Construct {
        private final int opcode;
        private long beforeElse = NOWHERE;
        private long behind = NOWHERE;

        Construct(int opcode) {
            this.opcode = opcode;
        }
    }

    private final RewriteContext context;
    private final byte[] code;
    private final int mostForCall;
    private final List<Construct> open = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    /** The most that can be owed at the place that is read; {@link #NOWHERE} where nobody comes. */
    private long here;

    private Debt(RewriteContext context, byte[] code, int frame, long entry) {
        this.context = context;
        this.code = code;
        this.mostForCall = mostForCall(frame);
        this.here = entry;
    }

    /** The most that a function with such a frame owes while one that it called may call others. */
    static int mostForCall(int frame) {
        return Math.min(OWED_PER_BYTE * frame, MeteredCode.MOST_OWED);
    }

    /**
     * What is not settled before a call and at the header of a loop around one. The less is left below the most, the seldomer
     * a short loop settles (compilers make better code of what they never saw happen); the more, the longer a turn may be
     * without settling again within it.
     */
    private static int leftForCall(int most) {
        return most / 4 * 3;
    }

    /**
     * The marks of a function that owes no more than it may.
     *
     * @param marks what its meter does so far, by position
     * @param code the function's code, still without what the meter does
     * @param frame imagined bytes of its frame
     * @param entry what it owes when it begins
     */
    static List<Mark> bound(RewriteContext context, List<Mark> marks, byte[] code, int frame, long entry) {
        Debt debt = new Debt(context, code, frame, entry);
        debt.read(LoopsAroundCalls.settleEarly(context, marks, code, leftForCall(debt.mostForCall)));
        return debt.marks;
    }

    private void read(List<Mark> given) {
        InstructionReader in = new InstructionReader(new BinaryReader(code, 0, code.length));
        open.add(new Construct(Opcodes.BLOCK));
        int next = 0;
        while (!in.atEnd()) {
            in.next();
            for (; next < given.size() && given.get(next).position() <= in.start; next++) {
                mark(given.get(next));
            }
            step(in);
        }
        given.subList(next, given.size()).forEach(this::mark);
    }

    private void mark(Mark mark) {
        marks.add(mark);
        long cost = mark.segment().cost();
        switch (mark.act()) {
            case CHARGE -> here = Math.max(here, 0) + cost;
            case LOOP, LEAVE_LOOP -> here = mark.most() + cost;
            case BEGIN_STRIP -> here = Math.max(here, MeteredCode.MOST_OWED);
            case END_STRIP -> here += Math.max(TurnCounter.STRIP, cost);
            case SETTLE -> here = 0;
            case COME_BACK, SETTLE_TOO_MUCH -> {}
        }
        settleInLine(mark.position());
    }

    private void settleInLine(int position) {
        if (here > MOST_IN_LINE) {
            marks.add(Mark.of(position, Mark.Act.SETTLE, 0));
            here = 0;
        }
    }

    private void step(InstructionReader in) {
        switch (in.opcode) {
            case Opcodes.BLOCK, Opcodes.LOOP -> open.add(new Construct(in.opcode));
            case Opcodes.IF -> {
                Construct construct = new Construct(Opcodes.IF);
                construct.beforeElse = here;
                open.add(construct);
            }
            case Opcodes.ELSE -> {
                Construct construct = open.get(open.size() - 1);
                construct.behind = Math.max(construct.behind, here);
                here = construct.beforeElse;
                construct.beforeElse = NOWHERE;
            }
            case Opcodes.END -> {
                Construct construct = open.remove(open.size() - 1);
                here = Math.max(here, Math.max(construct.behind, construct.beforeElse));
            }
            case Opcodes.BR_IF -> branch(in.index);
            case Opcodes.BR -> {
                branch(in.index);
                here = NOWHERE;
            }
            case Opcodes.BR_TABLE -> {
                for (int label : in.labels) {
                    branch(label);
                }
                here = NOWHERE;
            }
            case Opcodes.UNREACHABLE -> here = NOWHERE;
            case Opcodes.CALL -> call(in);
            case Opcodes.CALL_INDIRECT -> settleForCall(in.start);
            default -> {}
        }
    }

    private void branch(int label) {
        Construct target = open.get(open.size() - 1 - label);
        if (target.opcode != Opcodes.LOOP) {
            target.behind = Math.max(target.behind, here);
        }
    }

    private void call(InstructionReader in) {
        if (context.mayLeadToDebt(in.index)) {
            settleForCall(in.start);
        } else if (context.chargesUnseen(in.index)) {
            // As if it were owed here, so that many such calls in line do not go on for long without a look at the
            // meter.
            here += MeteredCode.SMALL_COST;
            settleInLine(in.start);
        }
    }

    private void settleForCall(int position) {
        if (here > mostForCall) {
            marks.add(Mark.of(position, Mark.Act.SETTLE_TOO_MUCH, leftForCall(mostForCall)));
            here = leftForCall(mostForCall);
        }
    }
}
