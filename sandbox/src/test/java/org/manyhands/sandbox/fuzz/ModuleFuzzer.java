package org.manyhands.sandbox.fuzz;

import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.rewrite.ProfileChecker;

/**
 * Any bytes as a module. The checker answers with a report, whatever they are; what it accepts can be instrumented, and the
 * product is accepted again; what it does not accept is refused by the rewriter in words, or makes a valid product.
 */
public final class ModuleFuzzer {
    private ModuleFuzzer() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] module) {
        ModuleReport report = ProfileChecker.check(module);
        byte[] product;
        try {
            product = Instrumenter.instrument(module);
        } catch (IllegalArgumentException e) {
            if (report.violations().isEmpty() && !report.instrumented()) {
                throw new AssertionError("the checker accepts it and the rewriter does not", e);
            }
            return;
        }
        if (report.violations().isEmpty()) {
            ModuleReport ofProduct = ProfileChecker.check(product);
            if (!ofProduct.instrumented() || !ofProduct.violations().isEmpty()) {
                throw new AssertionError("the product is not accepted: " + ofProduct.violations());
            }
        }
    }
}
