package org.manyhands.sandbox;

/**
 * What a run may use. These limits belong to the work unit, never to the host, so reaching one is a deterministic
 * outcome.
 *
 * @param fuel most fuel, in units of the weight table
 * @param memoryBytes most linear memory, in bytes; rounded down to whole pages of 64 KiB
 * @param outputBytes most bytes in {@code /out}, the sum over all files
 * @param outputFiles most files in {@code /out}
 */
public record Limits(long fuel, long memoryBytes, long outputBytes, int outputFiles) {
    public static final long DEFAULT_FUEL = 100_000_000_000L;
    public static final long DEFAULT_MEMORY_BYTES = 256L << 20;
    public static final long DEFAULT_OUTPUT_BYTES = 64L << 20;
    public static final int DEFAULT_OUTPUT_FILES = 1_000;

    public static final Limits DEFAULT =
            new Limits(DEFAULT_FUEL, DEFAULT_MEMORY_BYTES, DEFAULT_OUTPUT_BYTES, DEFAULT_OUTPUT_FILES);

    public Limits {
        if (fuel <= 0 || memoryBytes < 65_536 || outputBytes < 0 || outputFiles < 0) {
            throw new IllegalArgumentException("limits must be positive, memory at least one page of 65536 bytes: fuel "
                    + fuel + ", memory " + memoryBytes + ", output " + outputBytes + " in " + outputFiles + " files");
        }
    }
}
