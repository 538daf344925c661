package org.manyhands.sandbox.rewrite;

import java.util.List;

/**
 * Writes the beginnings and ends of constructs, and branches. Operands are moved to locals before a construct that is or
 * holds a loop, parameters among them, and put back behind it; so the product has constructs that the source lacks, and
 * branches count anew how many they leave.
 */
final class ConstructWriter {
    private final RewriteContext context;
    private final BinaryWriter out;
    private final OperandStack operands;
    private final Spills spills;
    /** Constructs of the product that are open, the function's body among them. */
    private int depth = 1;

    ConstructWriter(RewriteContext context, BinaryWriter out, OperandStack operands, Locals locals) {
        this.context = context;
        this.out = out;
        this.operands = operands;
        this.spills = new Spills(locals);
    }

    /**
     * Writes the beginning of a construct; the operands are those without the condition of an if.
     *
     * @param floor operands that lie below the construct around it
     * @param holdsLoop whether it is a loop or holds one
     */
    void open(ControlFrame frame, int floor, boolean holdsLoop) {
        frame.outerDepth = depth;
        int count = operands.height() - floor;
        if (context.rewrites.loops() && holdsLoop && count > 0 && count <= Spills.MOST) {
            clearStack(frame, floor);
        }
        Signature type = frame.parameters.isEmpty() ? frame.type : new Signature("", frame.type.results());
        if (frame.kind == Opcodes.LOOP && !frame.parameters.isEmpty()) {
            begin(Opcodes.BLOCK, type);
        }
        begin(frame.kind, type);
        frame.label = depth - 1;
    }

    /** Writes what comes first inside a construct: its parameters, if they were taken off the stack. */
    void enter(ControlFrame frame) {
        if (frame.kind == Opcodes.LOOP && !frame.parameters.isEmpty()) {
            // Branches to the loop bring its parameters to the end of this block, where they go to their locals.
            begin(Opcodes.BLOCK, new Signature("", frame.type.parameters()));
            frame.label = depth - 1;
        }
        spills.copyBack(out, frame.parameters);
    }

    void beginElse(ControlFrame frame) {
        out.u8(Opcodes.ELSE);
        spills.copyBack(out, frame.parameters);
    }

    /** Writes the end of a construct; {@code fallsThrough} when the code before it can come here. */
    void close(ControlFrame frame, boolean fallsThrough) {
        if (!frame.parameters.isEmpty()) {
            if (frame.kind == Opcodes.LOOP) {
                repeatWithParameters(frame, fallsThrough);
            } else if (frame.kind == Opcodes.IF && !frame.hasElse) {
                beginElse(frame);
            }
        }
        for (; depth > frame.outerDepth; depth--) {
            out.u8(Opcodes.END);
        }
        spills.release(frame.parameters);
    }

    /** Puts back the operands that lay below a construct, under its results. */
    void restore(ControlFrame frame) {
        if (!frame.waiting.isEmpty()) {
            List<Integer> results = spills.push(out, frame.type.results());
            spills.copyBack(out, frame.waiting);
            spills.copyBack(out, results);
            spills.release(results);
        }
        forget(frame);
    }

    /** Drops the operands that lay below a construct whose end is never reached. */
    void forget(ControlFrame frame) {
        spills.release(frame.waiting);
    }

    /** The label of a construct, as seen from here. */
    int label(ControlFrame target) {
        return depth - 1 - target.label;
    }

    private void clearStack(ControlFrame frame, int floor) {
        List<Integer> condition =
                frame.kind == Opcodes.IF ? spills.push(out, String.valueOf(Signature.I32)) : List.of();
        List<Integer> all = spills.push(out, operands.above(floor));
        int below = all.size() - frame.type.parameters().length();
        frame.waiting = all.subList(0, below);
        frame.parameters = all.subList(below, all.size());
        spills.copyBack(out, condition);
        spills.release(condition);
    }

    private void repeatWithParameters(ControlFrame frame, boolean fallsThrough) {
        int around = frame.outerDepth;
        if (fallsThrough) {
            out.u8(Opcodes.BR).u32(depth - 1 - around);
        }
        out.u8(Opcodes.END);
        depth--;
        for (int i = frame.parameters.size() - 1; i >= 0; i--) {
            out.u8(Opcodes.LOCAL_SET).u32(frame.parameters.get(i));
        }
        out.u8(Opcodes.BR).u32(0);
    }

    private void begin(int kind, Signature type) {
        out.u8(kind);
        context.writeBlockType(out, type);
        depth++;
    }
}
