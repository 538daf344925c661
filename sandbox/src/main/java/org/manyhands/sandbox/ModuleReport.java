package org.manyhands.sandbox;

import java.util.List;

/**
 * What the checker found in a module.
 *
 * @param sha256 digest of the module's bytes
 * @param bytes size of the module
 * @param instrumented true when the module was made by our rewriter
 * @param imports what it imports, {@code module.name}
 * @param exports what it exports
 * @param memoryMaximumBytes declared maximum of its memory, or -1 when it declares none
 * @param violations rules of the deterministic profile that it breaks; empty when it may run
 */
public record ModuleReport(
        String sha256,
        long bytes,
        boolean instrumented,
        List<String> imports,
        List<String> exports,
        long memoryMaximumBytes,
        List<Violation> violations) {
    public ModuleReport {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
        violations = List.copyOf(violations);
    }

    public boolean accepted() {
        return violations.isEmpty();
    }

    /**
     * One broken rule.
     *
     * @param rule stable name of the rule, such as {@code imports} or {@code threads}
     * @param place where in the module
     * @param remedy what to change, such as a compiler flag
     */
    public record Violation(String rule, String place, String remedy) {
        @Override
        public String toString() {
            return rule + ": " + place + ". " + remedy;
        }
    }
}
