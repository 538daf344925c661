package org.manyhands.sandbox;

/**
 * The product of the rewriter.
 *
 * @param source SHA-256 of the source module
 * @param module SHA-256 of the instrumented module
 * @param bytes size of the instrumented module
 * @param weightsVersion version of the weight table that its meter counts by
 */
public record Instrumented(String source, String module, long bytes, int weightsVersion) {}
