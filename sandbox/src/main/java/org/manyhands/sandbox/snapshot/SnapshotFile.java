package org.manyhands.sandbox.snapshot;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.manyhands.sandbox.state.PagedBytes;
import org.manyhands.sandbox.state.SavedPart;

/**
 * A snapshot file that is whole.
 *
 * @param path where it lies
 * @param header what it begins with
 * @param checksum the SHA-256 that it ends with
 */
record SnapshotFile(Path path, SnapshotHeader header, byte[] checksum) {
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Reads a file through and compares its checksum.
     *
     * @throws IOException when it is damaged, of another version or no snapshot; the message is to follow its name
     */
    static SnapshotFile open(Path path) throws IOException {
        MessageDigest digest = Checksums.sha256();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
                DataInputStream in = new DataInputStream(new DigestInputStream(file, digest))) {
            SnapshotHeader header = SnapshotHeader.read(in);
            readThrough(in, Files.size(path) - SnapshotHeader.BYTES - Checksums.BYTES);
            byte[] recorded = file.readNBytes(Checksums.BYTES);
            if (!Arrays.equals(digest.digest(), recorded)) {
                throw new IOException("is damaged: its checksum does not hold");
            }
            return new SnapshotFile(path, header, recorded);
        } catch (EOFException e) {
            throw new IOException("is damaged: it ends too early", e);
        }
    }

    /** Reads rather than skips: what is skipped is not digested. */
    private static void readThrough(DataInputStream in, long length) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (long rest = length; rest > 0; ) {
            int count = (int) Math.min(rest, buffer.length);
            in.readFully(buffer, 0, count);
            rest -= count;
        }
    }

    /** Hands the parts what they saved, in their order. */
    void restore(List<SavedPart> parts) throws IOException {
        try (DataInputStream in = body()) {
            byte[] packed = in.readNBytes(in.readInt());
            DataInputStream saved = inflating(new ByteArrayInputStream(packed));
            for (SavedPart part : parts) {
                String name = saved.readUTF();
                if (!name.equals(part.name())) {
                    throw new IOException("it holds " + name + " where " + part.name() + " is expected");
                }
                part.restore(saved);
            }
        }
    }

    /** Copies its pages to where they belong; those of bytes that were gone later are left out. */
    void restorePages(Map<Long, PagedBytes> contents) throws IOException {
        try (DataInputStream in = body()) {
            in.skipNBytes(in.readInt());
            DataInputStream pages = inflating(in);
            byte[] buffer = new byte[PagedBytes.PAGE_BYTES];
            for (long key = pages.readLong(); key != SnapshotWriter.NO_MORE_PAGES; key = pages.readLong()) {
                int page = pages.readInt();
                pages.readFully(buffer);
                PagedBytes bytes = contents.get(key);
                if (bytes != null && page < bytes.pages()) {
                    System.arraycopy(buffer, 0, bytes.writableArray(page), bytes.offset(page), buffer.length);
                }
            }
        }
    }

    private DataInputStream body() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES));
        in.skipNBytes(SnapshotHeader.BYTES);
        return in;
    }

    private static DataInputStream inflating(InputStream from) {
        return new DataInputStream(new BufferedInputStream(new InflaterInputStream(from), BUFFER_BYTES));
    }
}
