package org.manyhands.sandbox;

/**
 * A file that the program left below {@code /out}.
 *
 * @param path relative path below {@code /out}, with {@code /} between names
 * @param bytes its size
 * @param sha256 digest of its content, 64 lower-case hexadecimal digits
 */
public record OutputFile(String path, long bytes, String sha256) {}
