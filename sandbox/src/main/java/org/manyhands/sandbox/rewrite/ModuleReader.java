package org.manyhands.sandbox.rewrite;

import org.manyhands.sandbox.rewrite.ModuleLayout.Body;
import org.manyhands.sandbox.rewrite.ModuleLayout.Export;
import org.manyhands.sandbox.rewrite.ModuleLayout.Global;
import org.manyhands.sandbox.rewrite.ModuleLayout.Import;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;
import org.manyhands.sandbox.rewrite.ModuleLayout.Range;
import org.manyhands.sandbox.rewrite.ModuleLayout.Section;

/**
 * Reads the sections of a module (specification, section 5.5). Finds where things are and what is not allowed; whether
 * the module is valid is asked of the runtime's validator, which sees it too before anything relies on it.
 */
final class ModuleReader {
    static final int HEADER_BYTES = 8;

    private final ModuleLayout layout;

    private ModuleReader(byte[] module) {
        this.layout = new ModuleLayout(module);
    }

    /**
     * Reads a module.
     *
     * @throws MalformedModuleException when the bytes are no module
     * @throws RefusedFeatureException when a section holds what the profile forbids
     */
    static ModuleLayout read(byte[] module) {
        ModuleReader reader = new ModuleReader(module);
        reader.readSections();
        return reader.layout;
    }

    /** Reads a module up to where it becomes nonsense or forbidden, or to its end. */
    static ModuleLayout readAsFarAsPossible(byte[] module) {
        ModuleReader reader = new ModuleReader(module);
        try {
            reader.readSections();
        } catch (MalformedModuleException | RefusedFeatureException e) {
            return reader.layout; // The checker tells what stood there.
        }
        return reader.layout;
    }

    private void readSections() {
        BinaryReader in = new BinaryReader(layout.bytes, 0, layout.bytes.length);
        in.skip(HEADER_BYTES, "header");
        while (!in.atEnd()) {
            int at = in.position();
            int id = in.u8("section");
            BinaryReader content = in.slice(in.u32("size of section " + id), "section " + id);
            int start = content.position();
            String name = id == ModuleLayout.CUSTOM ? content.name("name of a custom section") : "";
            if (id != ModuleLayout.CUSTOM && layout.section(id) != null) {
                throw new MalformedModuleException(at, "section " + id + " occurs twice");
            }
            layout.sections.add(
                    new Section(id, name, id == ModuleLayout.CUSTOM ? content.position() : start, content.end()));
            readSection(id, at, content);
            if (id != ModuleLayout.CUSTOM && !content.atEnd()) {
                throw new MalformedModuleException(
                        content.position(), "section " + id + " is longer than what it holds");
            }
        }
        if (layout.functions.size() != layout.bodies.size()) {
            throw new MalformedModuleException(
                    layout.bytes.length,
                    layout.functions.size() + " functions are declared and " + layout.bodies.size() + " have bodies");
        }
    }

    private void readSection(int id, int at, BinaryReader in) {
        switch (id) {
            case ModuleLayout.CUSTOM -> {}
            case ModuleLayout.TYPE -> each(in, "type", this::readSignature);
            case ModuleLayout.IMPORT -> each(in, "import", this::readImport);
            case ModuleLayout.FUNCTION -> each(in, "function", f -> layout.functions.add(typeIndex(f)));
            case ModuleLayout.TABLE -> each(in, "table", t -> layout.tables.add(readTable(t)));
            case ModuleLayout.MEMORY -> each(in, "memory", m -> layout.memories.add(readRange(m, 'm')));
            case ModuleLayout.GLOBAL -> each(in, "global", this::readGlobal);
            case ModuleLayout.EXPORT -> each(in, "export", this::readExport);
            case ModuleLayout.START -> layout.start = in.u32("start function");
            case ModuleLayout.ELEMENT -> layout.elementSegments = ElementSection.read(in, layout.referenced);
            case ModuleLayout.DATA_COUNT -> in.u32("number of data segments");
            case ModuleLayout.CODE -> each(in, "body", this::readBody);
            case ModuleLayout.DATA -> each(in, "data segment", this::readData);
            case 13 -> throw new RefusedFeatureException(Feature.EXCEPTIONS, at, "a tag section");
            default -> throw new RefusedFeatureException(Feature.UNKNOWN, at, "section " + id);
        }
    }

    private static void each(BinaryReader in, String what, java.util.function.Consumer<BinaryReader> read) {
        int count = in.u32("number of entries: " + what);
        for (int i = 0; i < count; i++) {
            read.accept(in);
        }
    }

    private void readSignature(BinaryReader in) {
        int at = in.position();
        int form = in.u8("type");
        switch (form) {
            case 0x60 -> layout.types.add(new Signature(Signature.readTypes(in), Signature.readTypes(in)));
            case 0x4e, 0x4f, 0x50, 0x5e, 0x5f ->
                throw new RefusedFeatureException(Feature.GC, at, "a type that is no function type");
            default -> throw new MalformedModuleException(at, "0x" + Integer.toHexString(form) + " begins no type");
        }
    }

    private void readImport(BinaryReader in) {
        int at = in.position();
        String module = in.name("name of an import's module");
        String name = in.name("name of an import");
        int kindAt = in.position();
        int kind = in.u8("kind of an import");
        switch (kind) {
            case 0 -> layout.imports.add(new Import(module, name, Kind.FUNCTION, typeIndex(in), at));
            case 1 -> {
                layout.tables.add(readTable(in));
                layout.imports.add(new Import(module, name, Kind.TABLE, -1, at));
            }
            case 2 -> {
                layout.memories.add(readRange(in, 'm'));
                layout.imports.add(new Import(module, name, Kind.MEMORY, -1, at));
            }
            case 3 -> {
                Signature.readType(in);
                in.u8("mutability");
                layout.imports.add(new Import(module, name, Kind.GLOBAL, -1, at));
            }
            case 4 -> throw new RefusedFeatureException(Feature.EXCEPTIONS, kindAt, "an imported tag");
            default -> throw new MalformedModuleException(kindAt, kind + " is no kind of import");
        }
    }

    private int typeIndex(BinaryReader in) {
        int at = in.position();
        int type = in.u32("type index");
        if (type >= layout.types.size()) {
            throw new MalformedModuleException(
                    at, "type " + type + " is named, but there are only " + layout.types.size() + " types");
        }
        return type;
    }

    private static Range readTable(BinaryReader in) {
        int at = in.position();
        if (in.peek() == 0x40) {
            throw new RefusedFeatureException(Feature.GC, at, "a table with an initial value");
        }
        return readRange(in, Signature.readType(in));
    }

    private static Range readRange(BinaryReader in, char elementType) {
        int at = in.position();
        int flags = in.u8("limits");
        if ((flags & 0x02) != 0) {
            throw new RefusedFeatureException(Feature.THREADS, at, "a shared memory");
        }
        if ((flags & 0x04) != 0) {
            throw new RefusedFeatureException(Feature.MEMORY64, at, "limits of 64 bits");
        }
        if (flags > 1) {
            throw new RefusedFeatureException(Feature.UNKNOWN, at, "limits of kind " + flags);
        }
        long minimum = in.u64("initial size");
        long maximum = flags == 1 ? in.u64("maximum size") : -1;
        return new Range(elementType, minimum, maximum, at);
    }

    private void readGlobal(BinaryReader in) {
        int start = in.position();
        char type = Signature.readType(in);
        int mutability = in.u8("mutability");
        if (mutability > 1) {
            throw new MalformedModuleException(in.position() - 1, mutability + " is no mutability");
        }
        int expression = in.position();
        ConstantExpression.read(in, layout.referenced);
        layout.globals.add(new Global(type, mutability == 1, start, expression, in.position()));
    }

    private void readExport(BinaryReader in) {
        int at = in.position();
        String name = in.name("name of an export");
        int kindAt = in.position();
        int kind = in.u8("kind of an export");
        if (kind == 4) {
            throw new RefusedFeatureException(Feature.EXCEPTIONS, kindAt, "an exported tag");
        }
        if (kind > 3) {
            throw new MalformedModuleException(kindAt, kind + " is no kind of export");
        }
        layout.exports.add(new Export(name, Kind.of(kind), in.u32("index of an export"), at));
    }

    private void readBody(BinaryReader in) {
        BinaryReader body = in.slice(in.u32("size of a body"), "body");
        layout.bodies.add(new Body(body.position(), body.end()));
    }

    private void readData(BinaryReader in) {
        int at = in.position();
        int flags = in.u32("kind of a data segment");
        if (flags > 2) {
            throw new MalformedModuleException(at, flags + " is no kind of data segment");
        }
        if (flags == 2 && in.u32("memory index") != 0) {
            throw new RefusedFeatureException(Feature.MULTIPLE_MEMORIES, at, "data for another memory than the first");
        }
        if (flags != 1) {
            ConstantExpression.read(in, layout.referenced);
        }
        int length = in.u32("size of a data segment");
        in.skip(length, "data segment");
        layout.dataSegments++;
        layout.dataBytes += length;
    }
}
