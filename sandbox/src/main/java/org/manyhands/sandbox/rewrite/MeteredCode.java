package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * The code of a function in the making: the source's instructions, and marks where segments begin. What a segment
 * costs is known only after all of it was read, so the charges are put in at the end.
 */
final class MeteredCode {
    private record Mark(int position, Segment segment, boolean check) {}

    private static final int I32_ADD = 0x6a;
    private static final int I32_SUB = 0x6b;
    private static final int I32_LT_S = 0x48;
    private static final int NO_TYPE = 0x40;

    private final RewriteContext context;
    private final BinaryWriter bytes = new BinaryWriter();
    private final List<Mark> marks = new ArrayList<>();

    MeteredCode(RewriteContext context) {
        this.context = context;
    }

    BinaryWriter bytes() {
        return bytes;
    }

    /** Marks that a segment begins here; with {@code check}, that the meter is looked at as well. */
    void charge(Segment segment, boolean check) {
        marks.add(new Mark(bytes.size(), segment, check));
    }

    /**
     * Puts the body together.
     *
     * @param entry the segment that begins with the function
     * @param calls whether the function calls another; one that does not, and has no loop, ends soon by itself
     * @param frame imagined bytes of its frame, as {@link CallDepth} counts them
     */
    BinaryWriter assemble(Locals locals, String results, Segment entry, boolean calls, int frame) {
        BinaryWriter out = new BinaryWriter();
        locals.write(out);
        writeCharge(out, entry.cost(), calls);
        boolean counted = CallDepth.counted(calls, frame);
        if (counted) {
            takeFrame(out, frame);
            out.u8(Opcodes.BLOCK);
            writeBlockType(out, results);
        }
        byte[] source = bytes.toByteArray();
        int done = 0;
        for (Mark mark : marks) {
            out.raw(source, done, mark.position());
            done = mark.position();
            writeCharge(out, mark.segment().cost(), mark.check());
        }
        out.raw(source, done, source.length);
        if (counted) {
            out.u8(Opcodes.END);
            moveStack(out, I32_ADD, frame);
        }
        return out.u8(Opcodes.END);
    }

    private void writeCharge(BinaryWriter out, long cost, boolean check) {
        if (cost > 0) {
            out.u8(Opcodes.GLOBAL_GET).u32(context.fuelGlobal);
            out.u8(Opcodes.I64_CONST).signed(cost).u8(Opcodes.I64_SUB);
            out.u8(Opcodes.GLOBAL_SET).u32(context.fuelGlobal);
        }
        if (check) {
            OwnFunctions.writeCheck(out, context);
        }
    }

    private void takeFrame(BinaryWriter out, int frame) {
        moveStack(out, I32_SUB, frame);
        out.u8(Opcodes.GLOBAL_GET).u32(context.stackGlobal);
        out.u8(Opcodes.I32_CONST).signed(0).u8(I32_LT_S);
        out.u8(Opcodes.IF).u8(NO_TYPE);
        out.u8(Opcodes.CALL).u32(context.stackExhausted);
        out.u8(Opcodes.END);
    }

    private void moveStack(BinaryWriter out, int operation, int frame) {
        out.u8(Opcodes.GLOBAL_GET).u32(context.stackGlobal);
        out.u8(Opcodes.I32_CONST).signed(frame).u8(operation);
        out.u8(Opcodes.GLOBAL_SET).u32(context.stackGlobal);
    }

    private void writeBlockType(BinaryWriter out, String results) {
        switch (results.length()) {
            case 0 -> out.u8(NO_TYPE);
            case 1 -> out.u8(Signature.code(results.charAt(0)));
            default -> out.signed(context.typeIndex(new Signature("", results)));
        }
    }
}
