package org.manyhands.sandbox.rewrite;

/** Element segments: what tables are filled with (specification, section 5.5.12). They name functions, which move. */
final class ElementSection {
    private ElementSection() {}

    /** The product's element section. */
    static BinaryWriter rewrite(RewriteContext context, ModuleLayout.Section section) {
        BinaryReader in = context.source.reader(section);
        int count = in.u32("number of element segments");
        BinaryWriter out = new BinaryWriter().u32(count);
        for (int i = 0; i < count; i++) {
            segment(context, in, out);
        }
        return out;
    }

    private static void segment(RewriteContext context, BinaryReader in, BinaryWriter out) {
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
            ConstantExpression.copy(in, out, context);
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
                ConstantExpression.copy(in, out, context);
            } else {
                out.u32(context.shifted(in.u32("function")));
            }
        }
    }
}
