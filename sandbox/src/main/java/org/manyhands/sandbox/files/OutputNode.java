package org.manyhands.sandbox.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.state.PagedBytes;

/**
 * A file below {@code /out}, in memory, in chunks that come into being when first written. Its bytes count against the
 * quota until it is neither named nor open.
 */
public final class OutputNode extends RegularFile implements PagedBytes {
    private static final int CHUNK_SHIFT = 14;
    private static final int CHUNK_BYTES = 1 << CHUNK_SHIFT;
    private static final int PAGES_OF_CHUNK = CHUNK_BYTES / PAGE_BYTES;

    private final OutputQuota quota;
    /** By number; those of zeros alone may be missing, so that a long file costs nothing until it is written. */
    private final NavigableMap<Integer, byte[]> chunks = new TreeMap<>();

    private long size;
    private int opened;
    private boolean named = true;

    OutputNode(long inode, long time, OutputQuota quota) {
        super(inode, time);
        this.quota = quota;
    }

    /** A file as it was saved, still without its bytes, which the quota counts already. */
    OutputNode(long inode, OutputQuota quota, long size, boolean named) throws IOException {
        super(inode, 0);
        this.quota = quota;
        this.size = size;
        this.named = named;
        if (size < 0 || size > quota.maximumBytes()) {
            throw new IOException("a file of " + size + " bytes does not fit " + quota.maximumBytes());
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, byte[] target, int at, int length) {
        if (offset >= size) {
            return 0;
        }
        int total = (int) Math.min(length, size - offset);
        for (int copied = 0; copied < total; ) {
            long position = offset + copied;
            int inChunk = (int) (position & (CHUNK_BYTES - 1));
            int count = Math.min(total - copied, CHUNK_BYTES - inChunk);
            byte[] chunk = chunks.get((int) (position >>> CHUNK_SHIFT));
            if (chunk == null) {
                Arrays.fill(target, at + copied, at + copied + count, (byte) 0);
            } else {
                System.arraycopy(chunk, inChunk, target, at + copied, count);
            }
            copied += count;
        }
        return total;
    }

    /** Writes all bytes or, when the quota does not hold them, none and ends the run. */
    public void write(long offset, byte[] source, int from, int length) {
        if (length == 0) {
            return;
        }
        long end = offset > Long.MAX_VALUE - length ? Long.MAX_VALUE : offset + length;
        if (end > size) {
            resize(end);
        }
        for (int copied = 0; copied < length; ) {
            long position = offset + copied;
            int inChunk = (int) (position & (CHUNK_BYTES - 1));
            int count = Math.min(length - copied, CHUNK_BYTES - inChunk);
            System.arraycopy(source, from + copied, chunk((int) (position >>> CHUNK_SHIFT)), inChunk, count);
            copied += count;
        }
    }

    /** Cuts the file, or lengthens it by zeros. */
    public void resize(long newSize) {
        quota.resize(size, newSize);
        if (newSize < size) {
            int kept = chunkCount(newSize);
            chunks.tailMap(kept, true).clear();
            int inLast = (int) (newSize & (CHUNK_BYTES - 1));
            byte[] last = inLast == 0 ? null : chunks.get(kept - 1);
            if (last != null) {
                Arrays.fill(last, inLast, CHUNK_BYTES, (byte) 0);
            }
        }
        size = newSize;
    }

    /** Counts a descriptor that names this file. */
    public void open() {
        opened++;
    }

    /** Forgets a descriptor; the bytes of a file without a name go with its last one. */
    public void close() {
        opened--;
        releaseIfUnreachable();
    }

    /** Takes the name away. */
    void unname() {
        named = false;
        releaseIfUnreachable();
    }

    boolean named() {
        return named;
    }

    @Override
    public long key() {
        return inode();
    }

    @Override
    public int pages() {
        return Math.toIntExact((size + PAGE_BYTES - 1) / PAGE_BYTES);
    }

    @Override
    public byte @Nullable [] array(int page) {
        return chunks.get(page / PAGES_OF_CHUNK);
    }

    @Override
    public byte[] writableArray(int page) {
        return chunk(page / PAGES_OF_CHUNK);
    }

    @Override
    public int offset(int page) {
        return page % PAGES_OF_CHUNK * PAGE_BYTES;
    }

    /** Writes the whole content. */
    public void copyTo(OutputStream out) throws IOException {
        byte[] zeros = new byte[CHUNK_BYTES];
        for (int i = 0; i < chunkCount(size); i++) {
            byte[] chunk = chunks.get(i);
            int count = (int) Math.min(CHUNK_BYTES, size - ((long) i << CHUNK_SHIFT));
            out.write(chunk == null ? zeros : chunk, 0, count);
        }
    }

    private static int chunkCount(long bytes) {
        return Math.toIntExact((bytes + CHUNK_BYTES - 1) >>> CHUNK_SHIFT);
    }

    private byte[] chunk(int index) {
        return chunks.computeIfAbsent(index, missing -> new byte[CHUNK_BYTES]);
    }

    private void releaseIfUnreachable() {
        if (!named && opened == 0) {
            resize(0);
        }
    }
}
