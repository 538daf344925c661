package org.manyhands.sandbox.wasi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Randomness as a function of the work unit's seed: SHA-256 in counter mode. Block n is the digest of
 * {@code "manyhands-random-1"}, the seed and n, both as eight little-endian bytes; blocks follow one another without a
 * gap.
 */
final class SeededRandom {
    private static final byte[] DOMAIN = "manyhands-random-1".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest;
    private final long seed;
    private long nextBlock;
    private byte[] block = new byte[0];
    private int usedOfBlock;

    SeededRandom(long seed) {
        this.seed = seed;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void fill(byte[] target, int from, int length) {
        for (int done = 0; done < length; ) {
            if (usedOfBlock == block.length) {
                block = next();
                usedOfBlock = 0;
            }
            int count = Math.min(length - done, block.length - usedOfBlock);
            System.arraycopy(block, usedOfBlock, target, from + done, count);
            usedOfBlock += count;
            done += count;
        }
    }

    private byte[] next() {
        digest.update(DOMAIN);
        digest.update(ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(seed)
                .putLong(nextBlock++)
                .array());
        return digest.digest();
    }
}
