package org.manyhands.sandbox.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block, loop, if or function body that is open while instructions are read one by one. */
final class ControlFrame {
    /** {@link Opcodes#BLOCK}, which a function's body counts as, {@link Opcodes#LOOP} or {@link Opcodes#IF}. */
    final int kind;

    final Signature type;
    /** Operands below this construct and its parameters. */
    final int height;
    /** What the code before it was charged in. */
    final Segment outer;
    /** How many constructs of the source enclose this one. */
    final int index;

    /** How many constructs of the product enclose the one that branches to this construct's label go to. */
    int label;
    /** Constructs of the product that are open below it once it is closed. */
    int outerDepth;
    /** True when a turn of this loop that owes too much leaves it, and comes back when that is settled. */
    boolean left;
    /** What a turn of this loop is charged in. */
    final Segment turn = new Segment();
    /** What pays for this loop's turns, when they can be counted. */
    @Nullable
    TurnCounter counter;
    /** Locals in which the operands below it wait until it ends. */
    List<Integer> waiting = List.of();
    /** Locals that hold its parameters, when they were taken off the stack. */
    List<Integer> parameters = List.of();

    /** True once some path is known to leave by a branch to its end, or from the first arm of an if. */
    boolean joined;
    /** True once an else was met. */
    boolean hasElse;
    /** Index of the outermost construct that a branch from in here goes to. */
    int outermostTarget = Integer.MAX_VALUE;

    ControlFrame(int kind, Signature type, int height, Segment outer, int index) {
        this.kind = kind;
        this.type = type;
        this.height = height;
        this.outer = outer;
        this.index = index;
    }

    /** True when a path from in here leads past the construct's end, so that what follows does not always run. */
    boolean escapes() {
        return outermostTarget < index;
    }
}
