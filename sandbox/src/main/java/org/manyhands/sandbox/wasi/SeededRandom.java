package org.manyhands.sandbox.wasi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.manyhands.sandbox.state.SavedPart;

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

    /** How far the sequence was read; the seed belongs to the request. */
    SavedPart savedPart() {
        return SavedPart.of(
                "random",
                out -> {
                    out.writeLong(nextBlock);
                    out.writeByte(usedOfBlock);
                },
                in -> {
                    nextBlock = in.readLong();
                    usedOfBlock = in.readUnsignedByte();
                    if (nextBlock > 0) {
                        nextBlock--;
                        block = next();
                    }
                    if (usedOfBlock > block.length) {
                        throw new IOException(usedOfBlock + " bytes of a block of " + block.length + " are used");
                    }
                });
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
