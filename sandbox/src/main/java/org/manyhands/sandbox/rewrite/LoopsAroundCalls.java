package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;

/** Finds the loops that hold a call below which little may be owed: they settle early at their headers. */
final class LoopsAroundCalls {
    /** Says that a construct is no loop with a header of the meter's. */
    private static final int NO_HEADER = -1;

    private final RewriteContext context;
    private final List<Mark> marks;
    private final int most;
    /** Index of the mark at the header of each open construct. */
    private final List<Integer> open = new ArrayList<>();
    /** The same without those that have none, and those that are known to hold a call. */
    private final List<Integer> without = new ArrayList<>();

    private LoopsAroundCalls(RewriteContext context, List<Mark> marks, int most) {
        this.context = context;
        this.marks = marks;
        this.most = most;
    }

    /**
     * The marks, with loops around calls settling what is more than an amount.
     *
     * @param given what the function's meter does, by position
     * @param code its code, still without what the meter does
     */
    static List<Mark> settleEarly(RewriteContext context, List<Mark> given, byte[] code, int most) {
        LoopsAroundCalls loops = new LoopsAroundCalls(context, new ArrayList<>(given), most);
        loops.read(new InstructionReader(new BinaryReader(code, 0, code.length)));
        return loops.marks;
    }

    private void read(InstructionReader in) {
        int next = 0;
        while (!in.atEnd()) {
            in.next();
            for (; next < marks.size() && marks.get(next).position() <= in.start; next++) {
                if (marks.get(next).loopHeader()) {
                    open.set(open.size() - 1, next);
                    without.add(next);
                }
            }
            step(in);
        }
    }

    private void step(InstructionReader in) {
        switch (in.opcode) {
            case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> open.add(NO_HEADER);
            case Opcodes.END -> {
                int header = open.remove(open.size() - 1);
                if (!without.isEmpty() && without.get(without.size() - 1) == header) {
                    without.remove(without.size() - 1);
                }
            }
            case Opcodes.CALL -> {
                if (context.mayLeadToDebt(in.index)) {
                    call();
                }
            }
            case Opcodes.CALL_INDIRECT -> call();
            default -> {}
        }
    }

    private void call() {
        without.forEach(header -> marks.set(header, marks.get(header).withMost(most)));
        without.clear();
    }
}
