package org.manyhands.sandbox.rewrite;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.rewrite.ModuleLayout.Import;
import org.manyhands.sandbox.rewrite.ModuleLayout.Kind;

/** What a module may import: functions of WASI preview 1, and, in a product, the two of ours. */
final class ImportRules {
    private static final String RULE = "imports";

    /** Functions of the C library that reach for the network. */
    private static final Set<String> NETWORK = Set.of(
            "socket", "connect", "bind", "listen", "accept", "getaddrinfo", "gethostbyname", "sendto", "recvfrom");

    private ImportRules() {}

    static void check(ModuleLayout module, boolean product, Violations violations) {
        for (Import each : module.imports) {
            if (each.module().equals(Meter.MODULE)) {
                checkOwn(module, each, product, violations);
            } else {
                checkPreview1(module, each, violations);
            }
        }
        if (product) {
            require(module, Meter.SLICE, violations);
            require(module, Meter.STACK_EXHAUSTED, violations);
        }
    }

    private static void checkPreview1(ModuleLayout module, Import each, Violations violations) {
        Signature expected = each.module().equals(Preview1.MODULE) ? Preview1.function(each.name()) : null;
        if (each.kind() != Kind.FUNCTION) {
            violations.add(
                    RULE,
                    place(each) + " is a " + each.kind().words() + "; only functions can be imported",
                    each.kind() == Kind.MEMORY
                            ? "Link without --import-memory"
                            : "Link without --import-table and without dynamic linking (-shared, -pie)");
        } else if (expected == null) {
            violations.add(RULE, place(each) + " is not provided", remedy(each));
        } else {
            checkType(module, each, expected, violations);
        }
    }

    private static void checkOwn(ModuleLayout module, Import each, boolean product, Violations violations) {
        Signature expected = switch (each.name()) {
            case Meter.SLICE -> Meter.SLICE_TYPE;
            case Meter.STACK_EXHAUSTED -> Meter.STACK_EXHAUSTED_TYPE;
            default -> null;
        };
        if (!product || expected == null || each.kind() != Kind.FUNCTION) {
            violations.add(
                    "reserved",
                    place(each) + " has a name that is kept for the meter",
                    "Give the imported module another name than " + Meter.MODULE);
        } else {
            checkType(module, each, expected, violations);
        }
    }

    private static void checkType(ModuleLayout module, Import each, Signature expected, Violations violations) {
        Signature actual = module.types.get(each.type());
        if (!actual.equals(expected)) {
            violations.add(
                    RULE,
                    place(each) + " is imported with type " + actual + " and has type " + expected,
                    "Declare it as the toolchain's own headers do");
        }
    }

    private static void require(ModuleLayout module, String name, Violations violations) {
        if (module.imports.stream()
                .noneMatch(each ->
                        each.module().equals(Meter.MODULE) && each.name().equals(name))) {
            violations.add(
                    "reserved",
                    "section " + MeterMark.SECTION + " marks the product of the rewriter, but " + Meter.MODULE + "."
                            + name + " is not imported",
                    "Give the module as the compiler wrote it");
        }
    }

    private static String place(Import each) {
        return "import " + each.module() + "." + each.name() + " at byte " + each.offset();
    }

    private static String remedy(Import each) {
        String module = each.module();
        if (each.name().startsWith("sock_")
                || (module.equals("env") && NETWORK.contains(each.name()))
                || module.startsWith("wasi:sockets")
                || module.startsWith("wasi:http")) {
            return "Programs have no network: let the batch bring data as files, found in /in";
        }
        if (module.equals("wasi") && each.name().startsWith("thread")) {
            return Feature.THREADS.remedy();
        }
        if (module.startsWith("wasi:")) {
            return "Compile for wasm32-wasip1 rather than wasm32-wasip2";
        }
        if (module.equals("wasi_unstable")) {
            return "Compile with a current toolchain for wasm32-wasip1: this is the interface before preview 1";
        }
        if (module.startsWith("wbg") || module.contains("wbindgen")) {
            return "Compile without wasm-bindgen, for wasm32-wasip1: there is no JavaScript here";
        }
        String near = module.equals(Preview1.MODULE) ? null : hintForLibrary(each);
        return near != null ? near : "Only functions of " + Preview1.MODULE + " can be imported";
    }

    private static @Nullable String hintForLibrary(Import each) {
        return each.module().equals("env")
                ? "Link the library that defines " + each.name()
                        + " statically (and without -Wl,--allow-undefined): only functions of " + Preview1.MODULE
                        + " can be imported"
                : null;
    }
}
