package org.manyhands.sandbox.rewrite;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The custom section that gives names to functions, so that a trap can say where it happened (specification, appendix
 * "Custom Sections"). A name section that is malformed is ignored, as the specification asks.
 */
final class NameSection {
    private static final String NAME = "name";
    private static final int FUNCTIONS = 1;
    private static final int LOCALS = 2;
    private static final int LABELS = 3;

    private NameSection() {}

    /** Names by function index; empty when there are none. */
    static Map<Integer, String> functionNames(ModuleLayout layout) {
        Map<Integer, String> names = new HashMap<>();
        ModuleLayout.Section section = layout.custom(NAME);
        if (section == null) {
            return names;
        }
        try {
            BinaryReader in = layout.reader(section);
            while (!in.atEnd()) {
                int id = in.u8("names");
                BinaryReader content = in.slice(in.u32("size of names"), "names");
                if (id == FUNCTIONS) {
                    int count = content.u32("number of names");
                    for (int i = 0; i < count; i++) {
                        names.put(content.u32("function"), content.name("name"));
                    }
                }
            }
        } catch (MalformedModuleException e) {
            names.clear();
        }
        return names;
    }

    /** The product's name section, with the functions it names moved; null when the source has none to keep. */
    static @Nullable BinaryWriter rewrite(RewriteContext context) {
        ModuleLayout.Section section = context.source.custom(NAME);
        if (section == null) {
            return null;
        }
        try {
            BinaryReader in = context.source.reader(section);
            BinaryWriter out = new BinaryWriter().name(NAME);
            while (!in.atEnd()) {
                int id = in.u8("names");
                BinaryReader content = in.slice(in.u32("size of names"), "names");
                switch (id) {
                    case FUNCTIONS -> out.section(id, functions(context, content));
                    case LOCALS -> out.section(id, locals(context, content));
                    case LABELS -> {} // Labels are counted anew when a body is wrapped, and nobody reads them.
                    default ->
                        out.section(
                                id, new BinaryWriter().raw(context.source.bytes, content.position(), content.end()));
                }
            }
            return out;
        } catch (MalformedModuleException e) {
            return null;
        }
    }

    private static BinaryWriter functions(RewriteContext context, BinaryReader in) {
        int count = in.u32("number of names");
        BinaryWriter entries = new BinaryWriter();
        for (int i = 0; i < count; i++) {
            entries.u32(context.shifted(in.u32("function"))).name(in.name("name"));
        }
        return new BinaryWriter().u32(count).append(entries);
    }

    private static BinaryWriter locals(RewriteContext context, BinaryReader in) {
        int count = in.u32("number of functions");
        BinaryWriter entries = new BinaryWriter();
        for (int i = 0; i < count; i++) {
            entries.u32(context.shifted(in.u32("function")));
            int names = in.u32("number of names");
            entries.u32(names);
            for (int j = 0; j < names; j++) {
                entries.u32(in.u32("local")).name(in.name("name"));
            }
        }
        return new BinaryWriter().u32(count).append(entries);
    }
}
