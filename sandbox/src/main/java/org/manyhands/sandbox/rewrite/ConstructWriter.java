package org.manyhands.sandbox.rewrite;

import java.util.List;

/**
 * Writes the beginnings and ends of constructs, and branches. Operands are moved to locals before a construct that is or
 * holds a loop, parameters among them, and put back behind it; so the product has constructs that the source lacks, and
 * branches count anew how many they leave.
 */
final class ConstructWriter {
    private static final Signature NOTHING = new Signature("", "");

    private final RewriteContext context;
    private final MeteredCode code;
    private final BinaryWriter out;
    private final OperandStack operands;
    private final Spills spills;
    /** Constructs of the product that are open, the function's body among them. */
    private int depth = 1;

    ConstructWriter(RewriteContext context, MeteredCode code, OperandStack operands, Locals locals) {
        this.context = context;
        this.code = code;
        this.out = code.bytes();
        this.operands = operands;
        this.spills = new Spills(locals);
    }

    /**
     * Writes the beginning of a construct; the operands are those without the condition of an if.
     *
     * @param floor operands that lie below the construct around it
     * @param holdsLoop whether it is a loop or holds one
     * @param innermost whether it is a loop and holds none
     */
    void open(ControlFrame frame, int floor, boolean holdsLoop, boolean innermost) {
        frame.outerDepth = depth;
        int count = operands.height() - floor;
        if (context.rewrites.loops() && holdsLoop && count > 0 && count <= Spills.MOST) {
            clearStack(frame, floor);
        }
        boolean onStack = frame.parameters.isEmpty() && !frame.type.parameters().isEmpty();
        Signature type = onStack ? frame.type : new Signature("", frame.type.results());
        frame.left = innermost && !onStack && context.rewrites.metering();
        if (frame.kind != Opcodes.LOOP) {
            begin(frame.kind, type);
        } else if (frame.counter != null) {
            begin(Opcodes.LOOP, NOTHING);
            code.beginStrip(frame.turn, frame.counter);
            begin(Opcodes.LOOP, NOTHING);
        } else if (frame.left) {
            begin(Opcodes.BLOCK, type);
            begin(Opcodes.LOOP, type);
            code.comeBack();
            begin(Opcodes.BLOCK, NOTHING);
            begin(Opcodes.LOOP, NOTHING);
        } else {
            if (!frame.parameters.isEmpty()) {
                begin(Opcodes.BLOCK, type);
            }
            begin(Opcodes.LOOP, type);
        }
        frame.label = depth - 1;
    }

    /** Writes what comes first inside a block or if: its parameters, if they were taken off the stack. */
    void enter(ControlFrame frame) {
        spills.copyBack(out, frame.parameters);
    }

    /** Writes what comes first inside a loop, and charges its turn. */
    void enterLoop(ControlFrame frame) {
        if (frame.counter != null) {
            return;
        }
        code.chargeTurn(frame.turn, frame.left);
        if (!frame.parameters.isEmpty()) {
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
        if (frame.kind == Opcodes.LOOP) {
            closeLoop(frame, fallsThrough);
        } else if (frame.kind == Opcodes.IF && !frame.hasElse && !frame.parameters.isEmpty()) {
            beginElse(frame);
        }
        while (depth > frame.outerDepth) {
            end();
        }
        spills.release(frame.parameters);
    }

    private void closeLoop(ControlFrame frame, boolean fallsThrough) {
        if (frame.counter != null) {
            end();
            code.endStrip(frame.turn, frame.counter);
            return;
        }
        if (fallsThrough && (frame.left || !frame.parameters.isEmpty())) {
            out.u8(Opcodes.BR).u32(depth - 1 - frame.outerDepth);
        }
        if (!frame.parameters.isEmpty()) {
            end();
            for (int i = frame.parameters.size() - 1; i >= 0; i--) {
                out.u8(Opcodes.LOCAL_SET).u32(frame.parameters.get(i));
            }
            out.u8(Opcodes.BR).u32(0);
        }
        if (frame.left) {
            end();
            end();
            code.settle();
            out.u8(Opcodes.BR).u32(0);
        }
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

    private void end() {
        out.u8(Opcodes.END);
        depth--;
    }

    private void begin(int kind, Signature type) {
        out.u8(kind);
        context.writeBlockType(out, type);
        depth++;
    }
}
