package org.manyhands.sandbox.rewrite;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;
import org.manyhands.sandbox.OutcomeDigest;
import run.endive.wasm.Parser;

/**
 * Checks a module against the deterministic profile. Never throws for what the bytes hold: whatever is wrong with them
 * is a violation, in words. Runs inside a slot process only.
 */
public final class ProfileChecker {
    /** The largest memory that any run can have: the whole pages below 2 GiB. */
    public static final long LARGEST_MEMORY_BYTES = 32_767L * SizeRules.PAGE_BYTES;

    /** The largest file that is looked at: of products, which are larger than their sources. */
    public static final long LARGEST_MODULE_BYTES = SizeRules.ANY_BYTES;

    private final byte[] module;
    private final Violations violations = new Violations();

    private ProfileChecker(byte[] module) {
        this.module = module;
    }

    /** Checks a source module or a product, to be run with any memory that a work unit can ask for. */
    public static ModuleReport check(byte[] module) {
        return check(module, LARGEST_MEMORY_BYTES);
    }

    /**
     * Checks a source module or a product.
     *
     * @param memoryLimitBytes most linear memory that a run may have; a module that begins with more is refused
     */
    public static ModuleReport check(byte[] module, long memoryLimitBytes) {
        return new ProfileChecker(module).check(memoryLimitBytes);
    }

    /** The report of a file that is too large to be looked at. */
    static ModuleReport tooLarge(String sha256, long bytes) {
        Violations violations = new Violations();
        SizeRules.checkBytes(bytes, SizeRules.ANY_BYTES, violations);
        return new ModuleReport(sha256, bytes, false, List.of(), List.of(), -1, violations.all());
    }

    private ModuleReport check(long memoryLimitBytes) {
        ModuleLayout layout = readLayout();
        boolean product = false;
        if (layout != null) {
            product = layout.custom(MeterMark.SECTION) != null;
            applyRules(layout, product, memoryLimitBytes);
        }
        return report(layout, product);
    }

    private @Nullable ModuleLayout readLayout() {
        Violation other = NotAModule.find(module);
        if (other != null) {
            violations.add(other);
            return null;
        }
        SizeRules.checkBytes(module.length, SizeRules.ANY_BYTES, violations);
        if (!violations.none()) {
            return null;
        }
        try {
            return ModuleReader.read(module);
        } catch (MalformedModuleException e) {
            violations.add(NotAModule.malformed(e));
        } catch (RefusedFeatureException e) {
            violations.add(e.feature(), "byte " + e.offset() + ": " + e.detail());
        }
        return null;
    }

    private void applyRules(ModuleLayout layout, boolean product, long memoryLimitBytes) {
        SizeRules.check(layout, product, memoryLimitBytes, violations);
        ImportRules.check(layout, product, violations);
        ExportRules.check(layout, product, violations);
        if (product) {
            checkMark(layout);
        }
        CodeRules.check(layout, product, violations);
        if (violations.none()) {
            validate(layout, product);
        }
        if (violations.none()) {
            FrameRules.check(layout, product, violations);
        }
    }

    private void checkMark(ModuleLayout layout) {
        try {
            MeterMark mark = MeterMark.read(layout);
            if (mark != null && !Instrumenter.canRun(mark)) {
                violations.add(
                        "meter",
                        "it was instrumented by rewrite " + mark.rewriteVersion() + " with weights "
                                + mark.weightsVersion() + "; this program knows rewrites 1 to "
                                + Instrumenter.REWRITE_VERSION + "; of weights, " + Weights.knownInWords(),
                        "Update this program, or instrument the source module again");
            }
        } catch (MalformedModuleException e) {
            violations.add(
                    "reserved",
                    "byte " + e.offset() + ": section " + MeterMark.SECTION + " is not the rewriter's: " + e.problem(),
                    "Give the module as the compiler wrote it");
        }
    }

    /** Asks the runtime's own validator, which sees what the rules do not: types, indices, the order of sections. */
    private void validate(ModuleLayout layout, boolean product) {
        try {
            Parser.parse(module);
        } catch (RuntimeException | AssertionError e) { // Some of its rules are assertions, where those are on.
            if (product || !validOnceRewritten(layout)) {
                violations.add(
                        "invalid", "the module is not valid: " + words(e), "Build it again with a released toolchain");
            }
        } catch (StackOverflowError e) {
            violations.add("invalid", "the module is nested too deeply to be read", "Split its functions");
        }
    }

    /** The runtime misreads the types of some blocks, see {@link RewriteContext#writeBlockType}; no product has such. */
    private static boolean validOnceRewritten(ModuleLayout layout) {
        if (layout.types.size() <= Opcodes.NO_TYPE) {
            return false;
        }
        try {
            Parser.parse(ModuleRewriter.rewrite(layout, Rewrites.NONE, Weights.of(Weights.NEWEST)));
            return true;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    private static String words(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    private ModuleReport report(@Nullable ModuleLayout layout, boolean product) {
        String digest = OutcomeDigest.sha256(module);
        if (layout == null) {
            return new ModuleReport(digest, module.length, false, List.of(), List.of(), -1, violations.all());
        }
        long maximum = layout.memories.isEmpty() ? -1 : layout.memories.get(0).maximum();
        return new ModuleReport(
                digest,
                module.length,
                product,
                layout.imports.stream()
                        .map(each -> each.module() + "." + each.name())
                        .toList(),
                layout.exports.stream().map(ModuleLayout.Export::name).toList(),
                maximum < 0 ? -1 : maximum * SizeRules.PAGE_BYTES,
                violations.all());
    }
}
