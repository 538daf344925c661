package org.manyhands.sandbox.snapshot;

import java.io.IOException;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.manyhands.sandbox.state.PagedBytes;

/**
 * What the pages held when they were last saved, by their digests: a copy would double the memory of a run. Pages of
 * zeros that were never anything else are not saved at all.
 */
final class PageHashes {
    private static final byte[] ZEROS = new byte[PagedBytes.PAGE_BYTES];

    private static final int HASH_BYTES = Checksums.BYTES;

    /** Fills the digest of a page that was cut off: it is to be saved when it comes back, whatever it holds then. */
    private static final byte CUT_OFF = -1;

    private final MessageDigest digest = Checksums.sha256();
    private final byte[] hash = new byte[HASH_BYTES];
    private final Map<Long, byte[]> known = new HashMap<>();

    /** Takes a page that is not as it was saved last. */
    @FunctionalInterface
    interface Sink {
        void take(int page, byte[] array, int offset) throws IOException;
    }

    /** Finds the pages that changed, and from now on knows them as they are. */
    void changed(PagedBytes bytes, Sink sink) throws IOException {
        byte[] hashes = sized(bytes);
        for (int page = 0; page < bytes.pages(); page++) {
            byte[] array = bytes.array(page);
            byte[] content = array == null ? ZEROS : array;
            int offset = array == null ? 0 : bytes.offset(page);
            hash(content, offset);
            int at = page * HASH_BYTES;
            if (!Arrays.equals(hash, 0, HASH_BYTES, hashes, at, at + HASH_BYTES)) {
                System.arraycopy(hash, 0, hashes, at, HASH_BYTES);
                sink.take(page, content, offset);
            }
        }
    }

    /** Forgets bytes that no longer exist. */
    void keepOnly(Set<Long> keys) {
        known.keySet().retainAll(keys);
    }

    private byte[] sized(PagedBytes bytes) {
        int length = Math.multiplyExact(bytes.pages(), HASH_BYTES);
        byte[] hashes = known.getOrDefault(bytes.key(), new byte[0]);
        if (length > hashes.length) {
            hashes = Arrays.copyOf(hashes, length);
        } else {
            Arrays.fill(hashes, length, hashes.length, CUT_OFF);
        }
        known.put(bytes.key(), hashes);
        return hashes;
    }

    /** The digest of a page; 32 zeros stand for a page of zeros. */
    private void hash(byte[] array, int offset) {
        if (Arrays.equals(array, offset, offset + PagedBytes.PAGE_BYTES, ZEROS, 0, PagedBytes.PAGE_BYTES)) {
            Arrays.fill(hash, (byte) 0);
            return;
        }
        try {
            digest.update(array, offset, PagedBytes.PAGE_BYTES);
            digest.digest(hash, 0, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has " + HASH_BYTES + " bytes", e);
        }
    }
}
