package org.manyhands.protocol.agent;

/**
 * A stream's kept bytes (the rule stands in {@code docs/protocol.md}).
 *
 * @param totalBytes bytes that the program wrote
 * @param kept the kept bytes, base64 in JSON
 */
public record StreamReport(long totalBytes, byte[] kept) {}
