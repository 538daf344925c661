package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.ModuleDescription;
import org.manyhands.sandbox.ModuleDescription.Size;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.rewrite.ModuleLayout.Export;
import org.manyhands.sandbox.rewrite.ModuleLayout.Import;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;
import org.manyhands.sandbox.rewrite.ModuleLayout.Section;

/** Describes any file that claims to be a module, also one that is refused: as much of it as can be read. */
public final class ModuleDescriber {
    private final ModuleReport report;
    private final ModuleLayout layout;

    private ModuleDescriber(ModuleReport report, ModuleLayout layout) {
        this.report = report;
        this.layout = layout;
    }

    /** Describes a module; never throws for what the bytes hold. */
    public static ModuleDescription describe(byte[] module) {
        ModuleReport report = ProfileChecker.check(module);
        boolean readable = NotAModule.find(module) == null;
        ModuleLayout layout = readable && module.length <= SizeRules.ANY_BYTES
                ? ModuleReader.readAsFarAsPossible(module)
                : new ModuleLayout(module);
        ModuleDescriber describer = new ModuleDescriber(report, layout);
        return describer.describe(readable ? describer.entry() : "unreadable");
    }

    /** What is said of a file that is too large to be looked at. */
    public static ModuleDescription tooLarge(String sha256, long bytes) {
        ModuleReport report = ProfileChecker.tooLarge(sha256, bytes);
        return new ModuleDescription(
                report, "none", 0, 0, List.of(), List.of(), List.of(), List.of(new Size("moduleBytes", bytes, "")));
    }

    private ModuleDescription describe(String entry) {
        MeterMark mark = mark();
        return new ModuleDescription(
                report,
                entry,
                mark == null ? 0 : mark.rewriteVersion(),
                mark == null ? 0 : mark.weightsVersion(),
                layout.imports.stream().map(this::words).toList(),
                layout.exports.stream().map(this::words).toList(),
                FeatureScan.of(layout),
                sizes());
    }

    private @Nullable MeterMark mark() {
        try {
            return MeterMark.read(layout);
        } catch (MalformedModuleException e) {
            return null; // The report says so.
        }
    }

    private String entry() {
        if (ExportRules.stepped(layout)) {
            return "steps";
        }
        if (exports("_start")) {
            return "command";
        }
        return exports("_initialize") ? "reactor" : "none";
    }

    private boolean exports(String name) {
        return layout.exports.stream().anyMatch(export -> export.name().equals(name));
    }

    private String words(Import each) {
        String type = each.kind() == Kind.FUNCTION
                ? layout.types.get(each.type()).toString()
                : each.kind().words();
        return each.module() + "." + each.name() + " " + type;
    }

    private String words(Export export) {
        boolean typed =
                export.kind() == Kind.FUNCTION && export.index() < layout.importedFunctions() + layout.functions.size();
        return export.name() + " "
                + (typed
                        ? layout.signature(export.index()).toString()
                        : export.kind().words());
    }

    private List<Size> sizes() {
        List<Size> sizes = new ArrayList<>();
        sizes.add(new Size("moduleBytes", layout.bytes.length, ""));
        sizes.add(new Size("codeBytes", sectionBytes(ModuleLayout.CODE), ""));
        sizes.add(new Size("dataBytes", layout.dataBytes, ""));
        sizes.add(new Size("customBytes", sectionBytes(ModuleLayout.CUSTOM), ""));
        sizes.add(new Size("types", layout.types.size(), ""));
        sizes.add(new Size("importedFunctions", layout.importedFunctions(), ""));
        sizes.add(new Size("functions", layout.functions.size(), ""));
        LargestFunctions largest = LargestFunctions.of(layout);
        sizes.add(new Size("largestFunctionBytes", largest.bytes(), largest.largest()));
        sizes.add(new Size("mostLocals", largest.locals(), largest.withMostLocals()));
        sizes.add(new Size("globals", layout.globals.size(), ""));
        sizes.add(new Size("dataSegments", layout.dataSegments, ""));
        sizes.add(new Size("elementSegments", layout.elementSegments, ""));
        sizes.add(new Size("tables", layout.tables.size(), ""));
        layout.tables.stream()
                .limit(1)
                .forEach(table -> sizes.add(new Size("tableElements", table.minimum(), "the first table")));
        layout.memories.stream().limit(1).forEach(memory -> {
            sizes.add(new Size("memoryInitialBytes", memory.minimum() * SizeRules.PAGE_BYTES, ""));
            sizes.add(new Size(
                    "memoryMaximumBytes",
                    memory.maximum() < 0
                            ? ProfileChecker.LARGEST_MEMORY_BYTES
                            : memory.maximum() * SizeRules.PAGE_BYTES,
                    memory.maximum() < 0 ? "none is declared, so it is the largest of all" : ""));
        });
        return sizes;
    }

    private long sectionBytes(int id) {
        return layout.sections.stream()
                .filter(section -> section.id() == id)
                .mapToLong((Section section) -> section.end() - section.start())
                .sum();
    }
}
