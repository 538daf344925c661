package org.manyhands.sandbox;

import java.util.List;

/** A module is not WebAssembly, or breaks a rule of the deterministic profile. */
public final class ModuleRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ModuleReport.Violation> violations;

    public ModuleRefusedException(List<ModuleReport.Violation> violations) {
        super(violations.stream()
                .map(ModuleReport.Violation::toString)
                .reduce((a, b) -> a + "; " + b)
                .orElse("refused"));
        this.violations = List.copyOf(violations);
    }

    public List<ModuleReport.Violation> violations() {
        return violations;
    }
}
