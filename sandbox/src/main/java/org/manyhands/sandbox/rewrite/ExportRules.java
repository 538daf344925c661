package org.manyhands.sandbox.rewrite;

import java.util.Set;
import org.manyhands.sandbox.rewrite.ModuleLayout.Export;
import org.manyhands.sandbox.rewrite.ModuleLayout.Global;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;

/** What a module must export, and which names are kept. */
final class ExportRules {
    private static final String START = "_start";
    private static final Set<String> STEP_API = Set.of("manyhands_init", "manyhands_step", "manyhands_result");

    private ExportRules() {}

    static void check(ModuleLayout module, boolean product, Violations violations) {
        checkStart(module, violations);
        boolean fuel = false;
        for (Export export : module.exports) {
            if (export.name().startsWith(Meter.PREFIX) && !STEP_API.contains(export.name())) {
                if (product && export.name().equals(Meter.FUEL)) {
                    fuel = isFuel(module, export);
                } else {
                    violations.add(
                            "reserved",
                            "export " + export.name() + " at byte " + export.offset(),
                            "Give it another name: those that begin with " + Meter.PREFIX + " are kept, save for "
                                    + String.join(
                                            ", ", STEP_API.stream().sorted().toList()));
                }
            }
        }
        if (product && !fuel) {
            violations.add(
                    "reserved",
                    "section " + MeterMark.SECTION + " marks the product of the rewriter, but no mutable i64 global "
                            + Meter.FUEL + " is exported",
                    "Give the module as the compiler wrote it");
        }
    }

    private static boolean isFuel(ModuleLayout module, Export export) {
        if (export.kind() != Kind.GLOBAL || export.index() >= module.globals.size()) {
            return false;
        }
        Global global = module.globals.get(export.index());
        return global.mutable() && global.type() == Signature.I64;
    }

    private static void checkStart(ModuleLayout module, Violations violations) {
        Export start = module.exports.stream()
                .filter(export -> export.name().equals(START) && export.kind() == Kind.FUNCTION)
                .findFirst()
                .orElse(null);
        if (start == null) {
            boolean reactor =
                    module.exports.stream().anyMatch(export -> export.name().equals("_initialize"));
            violations.add(
                    "entry",
                    "no function " + START + " is exported" + (reactor ? ": this is a reactor (a library)" : ""),
                    reactor
                            ? "Link a command: without -mexec-model=reactor (Rust: a binary rather than a cdylib)"
                            : "Compile a WASI command with a main function, for wasm32-wasip1");
            return;
        }
        if (start.index() >= module.importedFunctions() + module.functions.size()) {
            return; // The validator says it better.
        }
        Signature type = module.signature(start.index());
        if (!type.equals(new Signature("", ""))) {
            violations.add(
                    "entry",
                    "export " + START + " at byte " + start.offset() + " has type " + type + ", not () -> ()",
                    "Let the toolchain's own start-up code define " + START + ", and define main");
        }
    }
}
