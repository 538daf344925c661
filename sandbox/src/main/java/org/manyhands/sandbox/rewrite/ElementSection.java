package org.manyhands.sandbox.rewrite;

import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Element segments: what tables are filled with (specification, section 5.5.12). They name functions, which move. */
final class ElementSection {
    private ElementSection() {}

    /** The product's element section. */
    static BinaryWriter rewrite(RewriteContext context, ModuleLayout.Section section) {
        return copy(context.source.reader(section), context::shifted);
    }

    /** Reads a section, notes the functions it names, and gives the number of its segments. */
    static int read(BinaryReader in, Set<Integer> functions) {
        int count = new BinaryReader(in.bytes(), in.position(), in.end()).u32("number of element segments");
        copy(in, function -> {
            functions.add(function);
            return function;
        });
        return count;
    }

    private static BinaryWriter copy(BinaryReader in, IntUnaryOperator moved) {
        int count = in.u32("number of element segments");
        BinaryWriter out = new BinaryWriter().u32(count);
        for (int i = 0; i < count; i++) {
            copySegment(in, out, moved);
        }
        return out;
    }

    private static void copySegment(BinaryReader in, BinaryWriter out, IntUnaryOperator moved) {
        int at = in.position();
        int flags = in.u32("kind of an element segment");
        if (flags > 7) {
            throw new MalformedModuleException(at, flags + " is no kind of element segment");
        }
        boolean active = (flags & 1) == 0;
        boolean explicit = (flags & 2) != 0;
        boolean expressions = (flags & 4) != 0;
        out.u32(flags);
        if (active) {
            if (explicit) {
                out.u32(in.u32("table"));
            }
            ConstantExpression.copy(in, out, moved);
        }
        if (!active || explicit) {
            if (expressions) {
                out.u8(Signature.code(Signature.readType(in)));
            } else {
                out.u8(in.u8("kind of elements"));
            }
        }
        int elements = in.u32("number of elements");
        out.u32(elements);
        for (int i = 0; i < elements; i++) {
            if (expressions) {
                ConstantExpression.copy(in, out, moved);
            } else {
                out.u32(moved.applyAsInt(in.u32("function")));
            }
        }
    }
}
