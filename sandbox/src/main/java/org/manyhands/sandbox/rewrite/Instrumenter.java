package org.manyhands.sandbox.rewrite;

import java.util.NoSuchElementException;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;

/**
 * Rewrites a source module into one that meters itself and limits its own call depth. Pure: the same bytes in give the
 * same bytes out, on every machine. What the product and its host say to each other stands in {@code docs/weights.md}.
 */
public final class Instrumenter {
    /** Version of the newest weight table. */
    public static final int WEIGHTS_VERSION = Weights.NEWEST;

    /** Version of the rewrite: two products of one source with the same versions are the same bytes. */
    public static final int REWRITE_VERSION = 3;

    private Instrumenter() {}

    /** Whether a product of this mark can run here: products meter themselves, so all that were ever made can. */
    static boolean canRun(MeterMark mark) {
        return mark.rewriteVersion() >= 1
                && mark.rewriteVersion() <= REWRITE_VERSION
                && Weights.known(mark.weightsVersion());
    }

    /** Whether there is a weight table of this version. */
    public static boolean knowsWeights(int version) {
        return Weights.known(version);
    }

    /** Which weight tables there are, for people. */
    public static String knownWeights() {
        return Weights.knownInWords();
    }

    /**
     * The weight table that a product counts by.
     *
     * @param product what {@link #instrument} made, now or in an earlier version
     * @throws IllegalArgumentException when it is none
     */
    public static int weightsVersion(byte[] product) {
        MeterMark mark = MeterMark.read(ModuleReader.read(product));
        if (mark == null) {
            throw new IllegalArgumentException("the module is not instrumented");
        }
        return mark.weightsVersion();
    }

    /** Instruments a module by the newest weights, as {@link #instrument(byte[], int)} does. */
    public static byte[] instrument(byte[] source) {
        return instrument(source, Weights.NEWEST);
    }

    /**
     * Instruments a module.
     *
     * @param source a module that {@link ProfileChecker#check} accepts and that is not instrumented already
     * @param weightsVersion version of the weight table to count by
     * @throws IllegalArgumentException when it is no such module, or there is no such table
     */
    public static byte[] instrument(byte[] source, int weightsVersion) {
        return rewrite(source, Rewrites.ALL, Weights.of(weightsVersion));
    }

    /**
     * Puts a module through some of the rewrites, to measure them; what comes out may run forever and differ between
     * engines, so it is no product.
     *
     * @param source as for {@link #instrument}
     * @throws IllegalArgumentException as {@link #instrument} does
     */
    public static byte[] rewrite(byte[] source, Rewrites rewrites) {
        return rewrite(source, rewrites, Weights.of(Weights.NEWEST));
    }

    private static byte[] rewrite(byte[] source, Rewrites rewrites, Weights weights) {
        try {
            byte[] product = ModuleRewriter.rewrite(readSource(source), rewrites, weights);
            Parser.parse(product);
            return product;
        } catch (MalformedModuleException | RefusedFeatureException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the checker does not accept this module: " + e.getMessage(), e);
        } catch (WasmEngineException | NoSuchElementException | AssertionError e) {
            // The runtime's parser takes values that are not there from its stack; assertions are on in tests.
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
