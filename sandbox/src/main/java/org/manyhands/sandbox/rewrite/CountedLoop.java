package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loop without any other branch or call, whose turns can be told before they are made: a local, an i32, goes up or down
 * by the same step in every turn, and the loop ends when it equals a bound, or is no longer below it. Compilers write
 * nearly all loops over arrays so. The bound and the step are constants, or locals that the loop leaves alone.
 *
 * @param variable the local that counts
 * @param step the constant it grows by; 0 when that is a local
 * @param stepLocal the local it grows by, or -1
 * @param bound the instruction that gives the bound; null when it is 0 and not written
 * @param below whether the loop goes on while the variable is below the bound, as unsigned numbers; else while it differs
 * @param compareStart offset of the comparison; that of the branch when the bound is not written
 */
record CountedLoop(
        int variable, int step, int stepLocal, CountedLoop.@Nullable Place bound, boolean below, int compareStart) {
    /** Bytes of the module. */
    record Place(int start, int end) {}

    /** One instruction. */
    private record Seen(int opcode, int index, int constant, int start, int end) {
        boolean gives() {
            return opcode == Opcodes.LOCAL_GET || opcode == Opcodes.I32_CONST;
        }
    }

    /** A step of more factors of two than these comes round too soon: after 2^32 of them, less those. */
    private static final int MOST_TWOS = 16;

    /** Longest tail that is looked at: bound, variable, step, addition, assignment, comparison, branch. */
    private static final int TAIL = 7;

    /** Finds out whether the loop whose body begins at the reader is such a loop; null when it is not. */
    static @Nullable CountedLoop find(BinaryReader body) {
        InstructionReader in = new InstructionReader(body);
        Map<Integer, Integer> assignments = new HashMap<>();
        List<Seen> tail = new ArrayList<>();
        while (true) {
            in.next();
            if (in.opcode == Opcodes.END) {
                return tail.isEmpty() || tail.get(tail.size() - 1).opcode() != Opcodes.BR_IF
                        ? null
                        : match(tail, assignments);
            }
            boolean branchedBefore =
                    !tail.isEmpty() && tail.get(tail.size() - 1).opcode() == Opcodes.BR_IF;
            if (branchedBefore || !isPlain(in)) {
                return null;
            }
            if (in.opcode == Opcodes.LOCAL_SET || in.opcode == Opcodes.LOCAL_TEE) {
                assignments.merge(in.index, 1, Integer::sum);
            }
            tail.add(new Seen(in.opcode, in.index, in.constant, in.start, in.end));
            if (tail.size() > TAIL) {
                tail.remove(0);
            }
        }
    }

    private static boolean isPlain(InstructionReader in) {
        return switch (in.opcode) {
            case Opcodes.BR_IF -> in.index == 0;
            case Opcodes.UNREACHABLE,
                    Opcodes.BLOCK,
                    Opcodes.LOOP,
                    Opcodes.IF,
                    Opcodes.ELSE,
                    Opcodes.BR,
                    Opcodes.BR_TABLE,
                    Opcodes.RETURN,
                    Opcodes.CALL,
                    Opcodes.CALL_INDIRECT,
                    Opcodes.MEMORY_GROW -> false;
            default -> in.opcode <= Opcodes.LAST_PLAIN;
        };
    }

    private static @Nullable CountedLoop match(List<Seen> tail, Map<Integer, Integer> assignments) {
        int last = tail.size() - 1;
        int compare = tail.get(last - (last > 0 ? 1 : 0)).opcode();
        CountedLoop found = null;
        if (compare == Opcodes.LOCAL_TEE) {
            found = of(tail, last - 1, null, false, tail.get(last).start());
        } else if ((compare == Opcodes.I32_NE || compare == Opcodes.I32_LT_U) && last >= TAIL - 1) {
            boolean below = compare == Opcodes.I32_LT_U;
            int start = tail.get(last - 1).start();
            if (tail.get(last - 2).gives()) {
                found = of(tail, last - 3, tail.get(last - 2), below, start);
            } else if (!below && tail.get(last - 6).gives()) {
                found = of(tail, last - 2, tail.get(last - 6), false, start);
            }
        }
        return found != null && found.holds(tail, assignments) ? found : null;
    }

    /** Matches the variable's assignment: itself, the step, an addition, the assignment at an index of the tail. */
    private static @Nullable CountedLoop of(
            List<Seen> tail, int assignment, @Nullable Seen bound, boolean below, int compareStart) {
        if (assignment < 3) {
            return null;
        }
        Seen variable = tail.get(assignment - 3);
        Seen step = tail.get(assignment - 2);
        boolean matches = tail.get(assignment).opcode() == Opcodes.LOCAL_TEE
                && tail.get(assignment - 1).opcode() == Opcodes.I32_ADD
                && variable.opcode() == Opcodes.LOCAL_GET
                && variable.index() == tail.get(assignment).index()
                && step.gives();
        boolean constant = step.opcode() == Opcodes.I32_CONST;
        // A step that is not known is told only for loops that end past their bound.
        if (!matches || (constant ? Integer.numberOfTrailingZeros(step.constant()) > MOST_TWOS : !below)) {
            return null;
        }
        Place place = bound == null ? null : new Place(bound.start(), bound.end());
        return new CountedLoop(
                variable.index(),
                constant ? step.constant() : 0,
                constant ? -1 : step.index(),
                place,
                below,
                compareStart);
    }

    /** Whether only the counting assigns the variable, and nothing assigns the bound and the step. */
    private boolean holds(List<Seen> tail, Map<Integer, Integer> assignments) {
        boolean boundStays = bound == null
                || tail.stream()
                        .filter(seen -> seen.start() == bound.start())
                        .allMatch(seen -> seen.opcode() == Opcodes.I32_CONST || !assignments.containsKey(seen.index()));
        return boundStays && !assignments.containsKey(stepLocal) && assignments.getOrDefault(variable, 0) == 1;
    }
}
