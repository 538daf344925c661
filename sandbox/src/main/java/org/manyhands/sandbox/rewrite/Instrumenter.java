package org.manyhands.sandbox.rewrite;

import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;

/**
 * Rewrites a source module into one that meters itself and limits its own call depth. Pure: the same bytes in give the
 * same bytes out, on every machine. What the product and its host say to each other stands in {@code docs/weights.md}.
 */
public final class Instrumenter {
    /** Version of the weight table. */
    public static final int WEIGHTS_VERSION = Weights.VERSION;

    /** Version of the rewrite: two products of one source with the same versions are the same bytes. */
    public static final int REWRITE_VERSION = 2;

    private Instrumenter() {}

    /** Whether a product of this mark can run here: products meter themselves, so all that were ever made can. */
    static boolean canRun(MeterMark mark) {
        return mark.rewriteVersion() >= 1
                && mark.rewriteVersion() <= REWRITE_VERSION
                && mark.weightsVersion() >= 1
                && mark.weightsVersion() <= WEIGHTS_VERSION;
    }

    /**
     * Instruments a module.
     *
     * @param source a module that {@link ProfileChecker#check} accepts and that is not instrumented already
     * @throws IllegalArgumentException when it is no such module
     */
    public static byte[] instrument(byte[] source) {
        return rewrite(source, Rewrites.ALL);
    }

    /**
     * Puts a module through some of the rewrites, to measure them; what comes out may run forever and differ between
     * engines, so it is no product.
     *
     * @param source as for {@link #instrument}
     * @throws IllegalArgumentException as {@link #instrument} does
     */
    public static byte[] rewrite(byte[] source, Rewrites rewrites) {
        try {
            byte[] product = ModuleRewriter.rewrite(readSource(source), rewrites);
            Parser.parse(product);
            return product;
        } catch (MalformedModuleException | RefusedFeatureException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the checker does not accept this module: " + e.getMessage(), e);
        } catch (WasmEngineException | AssertionError e) { // Assertions: where those are on.
            throw new IllegalArgumentException(
                    "the product is not valid, so the source cannot have been: " + e.getMessage(), e);
        }
    }

    private static ModuleLayout readSource(byte[] source) {
        ModuleLayout layout = ModuleReader.read(source);
        if (layout.custom(MeterMark.SECTION) != null) {
            throw new IllegalArgumentException("the module is instrumented already: give its source");
        }
        return layout;
    }
}
