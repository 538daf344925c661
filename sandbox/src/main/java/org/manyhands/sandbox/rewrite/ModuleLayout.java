package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where everything is in a module: what was read of its sections, with offsets into the module's bytes. */
final class ModuleLayout {
    /** Kinds of things that can be imported and exported. */
    enum Kind {
        FUNCTION(0),
        TABLE(1),
        MEMORY(2),
        GLOBAL(3);

        /** The number that stands for it in a module. */
        final int code;

        Kind(int code) {
            this.code = code;
        }

        /** What it is called in a sentence. */
        String words() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The kind that a number from 0 to 3 stands for. */
        static Kind of(int code) {
            return switch (code) {
                case 0 -> FUNCTION;
                case 1 -> TABLE;
                case 2 -> MEMORY;
                case 3 -> GLOBAL;
                default -> throw new IllegalArgumentException("no kind: " + code);
            };
        }
    }

    record Import(String module, String name, Kind kind, int type, int offset) {}

    record Export(String name, Kind kind, int index, int offset) {}

    /** A table's or memory's size; {@code maximum} is -1 when none is declared. */
    record Range(char elementType, long minimum, long maximum, int offset) {}

    record Global(char type, boolean mutable, int start, int expressionStart, int end) {}

    /** A function's body: from its local declarations to its final {@code end}. */
    record Body(int start, int end) {}

    /** A section as it stands in the file: its content is the bytes from start to end. */
    record Section(int id, String name, int start, int end) {}

    static final int CUSTOM = 0;
    static final int TYPE = 1;
    static final int IMPORT = 2;
    static final int FUNCTION = 3;
    static final int TABLE = 4;
    static final int MEMORY = 5;
    static final int GLOBAL = 6;
    static final int EXPORT = 7;
    static final int START = 8;
    static final int ELEMENT = 9;
    static final int CODE = 10;
    static final int DATA = 11;
    static final int DATA_COUNT = 12;

    final byte[] bytes;
    final List<Section> sections = new ArrayList<>();
    final List<Signature> types = new ArrayList<>();
    final List<Import> imports = new ArrayList<>();
    /** Type index of each function that the module defines itself. */
    final List<Integer> functions = new ArrayList<>();

    final List<Range> tables = new ArrayList<>();
    final List<Range> memories = new ArrayList<>();
    final List<Global> globals = new ArrayList<>();
    final List<Export> exports = new ArrayList<>();
    final List<Body> bodies = new ArrayList<>();
    /** Functions that element segments and the initial values of globals name: code can come by references to them. */
    final Set<Integer> referenced = new TreeSet<>();

    int start = -1;
    int elementSegments;
    int dataSegments;
    long dataBytes;

    ModuleLayout(byte[] bytes) {
        this.bytes = bytes;
    }

    @Nullable
    Section section(int id) {
        return sections.stream()
                .filter(section -> section.id() == id)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    Section custom(String name) {
        return sections.stream()
                .filter(section -> section.id() == CUSTOM && section.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    BinaryReader reader(Section section) {
        return new BinaryReader(bytes, section.start(), section.end());
    }

    int importedFunctions() {
        return (int)
                imports.stream().filter(each -> each.kind() == Kind.FUNCTION).count();
    }

    /** Types of all functions, the imported ones first; -1 where the module names a function that it lacks. */
    Signature signature(int function) {
        int imported = importedFunctions();
        int type = function < imported
                ? imports.stream()
                        .filter(each -> each.kind() == Kind.FUNCTION)
                        .skip(function)
                        .findFirst()
                        .orElseThrow()
                        .type()
                : functions.get(function - imported);
        return types.get(type);
    }

    /** What a function is called for people: its name in the name section, or else the name it is exported by. */
    Map<Integer, String> functionNames() {
        Map<Integer, String> names = new HashMap<>();
        for (Export export : exports) {
            if (export.kind() == Kind.FUNCTION) {
                names.putIfAbsent(export.index(), export.name());
            }
        }
        names.putAll(NameSection.functionNames(this));
        return names;
    }
}
