package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.ModuleDescription.Use;
import org.manyhands.sandbox.rewrite.ModuleLayout.Export;
import org.manyhands.sandbox.rewrite.ModuleLayout.Global;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;

/** Which extensions of WebAssembly 1.0 a module uses, allowed or not, under the names that compilers have for them. */
final class FeatureScan {
    private static final String MULTIVALUE = "multivalue";
    private static final String REFERENCE_TYPES = "reference-types";
    private static final String BULK_MEMORY = "bulk-memory";
    private static final String SIGN_EXTENSION = "sign-ext";
    private static final String SATURATING = "nontrapping-fptoint";
    private static final String MUTABLE_GLOBALS = "mutable-globals";
    private static final String EXTENDED_CONST = "extended-const";

    private final ModuleLayout layout;
    private final Map<Integer, String> names;
    private final Map<String, Use> uses = new TreeMap<>();

    private FeatureScan(ModuleLayout layout) {
        this.layout = layout;
        this.names = layout.functionNames();
    }

    /** The features by name, each with the first place it was met. */
    static List<Use> of(ModuleLayout layout) {
        FeatureScan scan = new FeatureScan(layout);
        scan.scanDeclarations();
        for (int i = 0; i < layout.bodies.size(); i++) {
            scan.scanBody(layout.importedFunctions() + i, layout.bodies.get(i));
        }
        return new ArrayList<>(scan.uses.values());
    }

    private void scanDeclarations() {
        for (int i = 0; i < layout.types.size(); i++) {
            if (layout.types.get(i).results().length() > 1) {
                met(MULTIVALUE, "type " + i, 0);
            }
        }
        if (layout.tables.size() > 1) {
            met(REFERENCE_TYPES, layout.tables.size() + " tables", 0);
        }
        for (Export export : layout.exports) {
            if (export.kind() == Kind.GLOBAL
                    && export.index() < layout.globals.size()
                    && layout.globals.get(export.index()).mutable()) {
                met(MUTABLE_GLOBALS, "export " + export.name(), 0);
            }
        }
        for (int i = 0; i < layout.globals.size(); i++) {
            scanInitialValue(i, layout.globals.get(i));
        }
        if (layout.section(ModuleLayout.DATA_COUNT) != null) {
            met(BULK_MEMORY, "section 12 counts the data segments", 0);
        }
    }

    private void scanInitialValue(int index, Global global) {
        InstructionReader in =
                new InstructionReader(new BinaryReader(layout.bytes, global.expressionStart(), global.end()));
        while (!in.atEnd()) {
            in.next();
            if (in.opcode >= Opcodes.I32_ADD && in.opcode <= Opcodes.I64_MUL) {
                met(EXTENDED_CONST, "global " + index, 0);
            }
        }
    }

    private void scanBody(int function, ModuleLayout.Body body) {
        Set<String> here = new HashSet<>();
        try {
            BinaryReader bytes = new BinaryReader(layout.bytes, body.start(), body.end());
            Locals.skip(bytes);
            InstructionReader in = new InstructionReader(bytes);
            while (!in.atEnd()) {
                in.next();
                String feature = feature(in);
                if (feature != null && here.add(feature)) {
                    met(feature, place(function, in.start), 1);
                }
            }
        } catch (RefusedFeatureException e) {
            met(e.feature().rule(), place(function, e.offset()), 1);
        } catch (MalformedModuleException e) {
            // What follows in this function cannot be read, which the checker tells too.
            met("unreadable", place(function, e.offset()), 1);
        }
    }

    private @Nullable String feature(InstructionReader in) {
        int opcode = in.opcode;
        if (opcode >= 0xc0 && opcode <= Opcodes.LAST_PLAIN) {
            return SIGN_EXTENSION;
        }
        if (opcode >= Opcodes.FIRST_SATURATING && opcode <= Opcodes.LAST_SATURATING) {
            return SATURATING;
        }
        return switch (opcode) {
            case Opcodes.MEMORY_INIT,
                    Opcodes.DATA_DROP,
                    Opcodes.MEMORY_COPY,
                    Opcodes.MEMORY_FILL,
                    Opcodes.TABLE_INIT,
                    Opcodes.ELEM_DROP,
                    Opcodes.TABLE_COPY -> BULK_MEMORY;
            case Opcodes.TABLE_GET,
                    Opcodes.TABLE_SET,
                    Opcodes.TABLE_GROW,
                    Opcodes.TABLE_SIZE,
                    Opcodes.TABLE_FILL,
                    Opcodes.REF_NULL,
                    Opcodes.REF_IS_NULL,
                    Opcodes.REF_FUNC,
                    Opcodes.SELECT_TYPED -> REFERENCE_TYPES;
            case Opcodes.CALL_INDIRECT -> in.second == 0 ? null : REFERENCE_TYPES;
            case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF -> in.blockType >= 0 ? MULTIVALUE : null;
            default -> null;
        };
    }

    private void met(String feature, String place, int functions) {
        uses.merge(
                feature,
                new Use(feature, place, functions),
                (first, next) -> new Use(feature, first.place(), first.functions() + next.functions()));
    }

    private String place(int function, int offset) {
        String name = names.get(function);
        return "function " + function + (name == null ? "" : " (" + name + ")") + ", byte " + offset;
    }
}
