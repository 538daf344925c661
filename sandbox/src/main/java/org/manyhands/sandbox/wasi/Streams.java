package org.manyhands.sandbox.wasi;

/**
 * The three standard streams of a run.
 *
 * @param input what standard input holds
 * @param output takes standard output
 * @param error takes standard error
 */
public record Streams(byte[] input, StreamCapture output, StreamCapture error) {}
