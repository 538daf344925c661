package org.manyhands.sandbox.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.ModuleDescription;
import org.manyhands.sandbox.ModuleReport;

/** A module's description, for a person in lines and for a program as the members of a JSON object. */
final class DescriptionText {
    private static final int MOST_NAMES = 60;

    /** The entry of a file of which nothing can be said but what it seems to be. */
    private static final String UNREADABLE = "unreadable";

    private static final Map<String, String> ENTRIES = Map.of(
            "command", "a command: _start runs it",
            "steps", "runs step by step, and can be saved between steps: manyhands_init, _step, _result",
            "reactor", "a reactor (a library): there is nothing to run",
            "none", "no entry: there is nothing to run");

    private DescriptionText() {}

    static List<String> lines(Path file, ModuleDescription module) {
        ModuleReport report = module.report();
        List<String> lines = new ArrayList<>();
        lines.add(file + ": " + kind(module));
        lines.add("  sha256:" + report.sha256());
        if (!module.entry().equals(UNREADABLE)) {
            contents(lines, module);
        }
        if (report.accepted()) {
            lines.add("accepted: it may run");
        } else {
            lines.add("refused");
            report.violations().forEach(violation -> lines.add("  " + violation));
        }
        return lines;
    }

    private static void contents(List<String> lines, ModuleDescription module) {
        lines.add("  " + ENTRIES.getOrDefault(module.entry(), module.entry()));
        list(lines, "imports", module.imports());
        list(lines, "exports", module.exports());
        list(
                lines,
                "features",
                module.features().stream().map(DescriptionText::words).toList());
        lines.add("sizes");
        module.sizes().forEach(size -> lines.add("  " + words(size)));
    }

    static Map<String, @Nullable Object> json(ModuleDescription module) {
        ModuleReport report = module.report();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("module", "sha256:" + report.sha256());
        json.put("bytes", report.bytes());
        json.put("accepted", report.accepted());
        json.put("kind", report.instrumented() ? "product" : module.entry().equals(UNREADABLE) ? UNREADABLE : "source");
        json.put("entry", module.entry());
        json.put("rewriteVersion", module.rewriteVersion() == 0 ? null : module.rewriteVersion());
        json.put("weightsVersion", module.weightsVersion() == 0 ? null : module.weightsVersion());
        json.put("imports", module.imports());
        json.put("exports", module.exports());
        json.put("features", module.features());
        Map<String, Long> sizes = new LinkedHashMap<>();
        module.sizes().forEach(size -> sizes.put(size.name(), size.value()));
        json.put("sizes", sizes);
        json.put("violations", report.violations());
        return json;
    }

    private static String kind(ModuleDescription module) {
        if (module.entry().equals(UNREADABLE)) {
            return "no module that can be read";
        }
        return module.rewriteVersion() == 0
                ? "a source module"
                : "a product of rewrite " + module.rewriteVersion() + ", metered by weights " + module.weightsVersion();
    }

    private static void list(List<String> lines, String title, List<String> names) {
        lines.add(title + (names.isEmpty() ? ": none" : " (" + names.size() + ")"));
        names.stream().limit(MOST_NAMES).forEach(name -> lines.add("  " + printable(name)));
        if (names.size() > MOST_NAMES) {
            lines.add("  and " + (names.size() - MOST_NAMES) + " more; --json has all");
        }
    }

    private static String words(ModuleDescription.Use use) {
        return use.feature() + ", first met in " + use.place()
                + (use.functions() > 1 ? ", in " + use.functions() + " functions" : "");
    }

    private static String words(ModuleDescription.Size size) {
        String value = size.name().endsWith("Bytes") && size.value() >= 1_024
                ? size.value() + " (" + Amounts.bytes(size.value()) + ")"
                : Long.toString(size.value());
        return size.name() + " " + value + (size.where().isEmpty() ? "" : ": " + printable(size.where()));
    }

    /** Names are the module's own; nothing in them may move a terminal's cursor. */
    static String printable(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
