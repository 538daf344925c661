package org.manyhands.sandbox.rewrite;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.rewrite.ModuleLayout.Export;
import org.manyhands.sandbox.rewrite.ModuleLayout.Global;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;

/** What a module must export, and which names are kept. */
final class ExportRules {
    private static final String RULE = "entry";
    private static final String INVALID = "invalid";
    private static final String REBUILD = "Build it again with a released toolchain";
    private static final String START = "_start";
    private static final String INITIALIZE = "_initialize";
    private static final Signature PLAIN = new Signature("", "");

    /** The functions of the step API, and their types. */
    private static final Map<String, Signature> STEP_API = new TreeMap<>(
            Map.of("manyhands_init", PLAIN, "manyhands_step", new Signature("", "i"), "manyhands_result", PLAIN));

    private ExportRules() {}

    /** True when the module is run step by step: it exports all functions of the step API. */
    static boolean stepped(ModuleLayout module) {
        return STEP_API.keySet().stream().allMatch(name -> function(module, name) != null);
    }

    static void check(ModuleLayout module, boolean product, Violations violations) {
        checkEntry(module, violations);
        checkValidity(module, violations);
        boolean fuel = false;
        for (Export export : module.exports) {
            if (export.name().startsWith(Meter.PREFIX) && !STEP_API.containsKey(export.name())) {
                if (product && export.name().equals(Meter.FUEL)) {
                    fuel = isFuel(module, export);
                } else {
                    violations.add(
                            "reserved",
                            "export " + export.name() + " at byte " + export.offset(),
                            "Give it another name: those that begin with " + Meter.PREFIX + " are kept, save for "
                                    + String.join(", ", STEP_API.keySet()));
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

    /** What the runtime's validator leaves until a module is to run: each name once, and something behind it. */
    private static void checkValidity(ModuleLayout module, Violations violations) {
        Set<String> names = new HashSet<>();
        for (Export export : module.exports) {
            String place = "export " + export.name() + " at byte " + export.offset();
            if (!names.add(export.name())) {
                violations.add(INVALID, place + " has a name that is taken", REBUILD);
            }
            if (export.index() >= count(module, export.kind())) {
                violations.add(
                        INVALID,
                        place + " is " + export.kind().words() + " " + export.index() + ", which is not there",
                        REBUILD);
            }
        }
    }

    private static int count(ModuleLayout module, Kind kind) {
        return switch (kind) {
            case FUNCTION -> module.importedFunctions() + module.functions.size();
            case TABLE -> module.tables.size();
            case MEMORY -> module.memories.size();
            case GLOBAL -> module.globals.size();
        };
    }

    private static boolean isFuel(ModuleLayout module, Export export) {
        if (export.kind() != Kind.GLOBAL || export.index() >= module.globals.size()) {
            return false;
        }
        Global global = module.globals.get(export.index());
        return global.mutable() && global.type() == Signature.I64;
    }

    private static void checkEntry(ModuleLayout module, Violations violations) {
        boolean start = function(module, START) != null;
        List<String> steps = STEP_API.keySet().stream()
                .filter(name ->
                        module.exports.stream().anyMatch(each -> each.name().equals(name)))
                .toList();
        if (!steps.isEmpty()) {
            checkSteps(module, start, violations);
        } else if (start) {
            checkType(module, START, PLAIN, violations);
        } else {
            boolean reactor = function(module, INITIALIZE) != null;
            violations.add(
                    RULE,
                    "no function " + START + " is exported" + (reactor ? ": this is a reactor (a library)" : ""),
                    reactor
                            ? "Link a command: without -mexec-model=reactor (Rust: a binary rather than a cdylib); or"
                                    + " export the step API: " + String.join(", ", STEP_API.keySet())
                            : "Compile a WASI command with a main function, for wasm32-wasip1");
        }
    }

    private static void checkSteps(ModuleLayout module, boolean start, Violations violations) {
        STEP_API.forEach((name, type) -> {
            if (function(module, name) == null) {
                violations.add(
                        RULE,
                        "a part of the step API is exported, but no function " + name,
                        "Export all of " + String.join(", ", STEP_API.keySet()) + ", or none of them");
            } else {
                checkType(module, name, type, violations);
            }
        });
        if (start) {
            violations.add(
                    RULE,
                    "both " + START + " and the step API are exported, so it is not clear which is to be run",
                    "Link a reactor, which has no main function: -mexec-model=reactor (Rust: a cdylib)");
        }
        if (function(module, INITIALIZE) != null) {
            checkType(module, INITIALIZE, PLAIN, violations);
        }
    }

    private static void checkType(ModuleLayout module, String name, Signature expected, Violations violations) {
        Export export = function(module, name);
        if (export == null || export.index() >= module.importedFunctions() + module.functions.size()) {
            return; // The validator says it better.
        }
        Signature type = module.signature(export.index());
        if (!type.equals(expected)) {
            violations.add(
                    RULE,
                    "export " + name + " at byte " + export.offset() + " has type " + type + ", not " + expected,
                    name.equals(START) || name.equals(INITIALIZE)
                            ? "Let the toolchain's own start-up code define " + name + ", and define main"
                            : "Declare it as the SDK's header does");
        }
    }

    private static @Nullable Export function(ModuleLayout module, String name) {
        return module.exports.stream()
                .filter(export -> export.name().equals(name) && export.kind() == Kind.FUNCTION)
                .findFirst()
                .orElse(null);
    }
}
