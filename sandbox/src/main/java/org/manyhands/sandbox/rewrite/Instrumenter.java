package org.manyhands.sandbox.rewrite;

import run.endive.wasm.Parser;

/**
 * Rewrites a source module into one that meters itself and limits its own call depth. Pure: the same bytes in give the
 * same bytes out, on every machine. What the product and its host say to each other stands in {@code docs/weights.md}.
 */
public final class Instrumenter {
    /** Version of the weight table. */
    public static final int WEIGHTS_VERSION = Weights.VERSION;

    /** Version of the rewrite: two products of one source with the same versions are the same bytes. */
    public static final int REWRITE_VERSION = 1;

    private Instrumenter() {}

    /**
     * Instruments a module.
     *
     * @param source a module that {@link ProfileChecker#check} accepts and that is not instrumented already
     */
    public static byte[] instrument(byte[] source) {
        byte[] product = ModuleRewriter.rewrite(ModuleReader.read(source));
        Parser.parse(product);
        return product;
    }
}
