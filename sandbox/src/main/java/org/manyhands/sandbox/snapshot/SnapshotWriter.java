package org.manyhands.sandbox.snapshot;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.manyhands.sandbox.state.PagedBytes;
import org.manyhands.sandbox.state.SavedPart;

/** Writes one snapshot file: under a temporary name, forced to disk, then renamed, so that it is whole or not there. */
final class SnapshotWriter {
    /** The key that ends the pages. */
    static final long NO_MORE_PAGES = -1;

    private static final int BUFFER_BYTES = 1 << 16;

    private SnapshotWriter() {}

    /** What was written. */
    record Written(byte[] checksum, long bytes) {}

    static Written write(
            Path file, SnapshotHeader header, List<SavedPart> parts, List<PagedBytes> contents, PageHashes hashes)
            throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + SnapshotStore.PARTIAL);
        try {
            Written written;
            try (FileChannel channel = OwnerOnly.create(partial)) {
                written = write(channel, header, parts, contents, hashes);
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.force(file.toAbsolutePath().getParent());
            return written;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Written write(
            FileChannel channel,
            SnapshotHeader header,
            List<SavedPart> parts,
            List<PagedBytes> contents,
            PageHashes hashes)
            throws IOException {
        MessageDigest digest = Checksums.sha256();
        OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
        DataOutputStream out = new DataOutputStream(new DigestOutputStream(buffered, digest));
        header.write(out);
        byte[] packed = pack(parts);
        out.writeInt(packed.length);
        out.write(packed);
        writePages(out, contents, hashes);
        byte[] checksum = digest.digest();
        buffered.write(checksum);
        buffered.flush();
        return new Written(checksum, channel.position());
    }

    private static byte[] pack(List<SavedPart> parts) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(packed), BUFFER_BYTES))) {
            for (SavedPart part : parts) {
                out.writeUTF(part.name());
                part.save(out);
            }
        }
        return packed.toByteArray();
    }

    private static void writePages(OutputStream to, List<PagedBytes> contents, PageHashes hashes) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream deflating = new DeflaterOutputStream(to, deflater, BUFFER_BYTES);
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(deflating, BUFFER_BYTES));
            Set<Long> keys = new HashSet<>();
            for (PagedBytes bytes : contents) {
                keys.add(bytes.key());
                hashes.changed(bytes, (page, array, offset) -> {
                    out.writeLong(bytes.key());
                    out.writeInt(page);
                    out.write(array, offset, PagedBytes.PAGE_BYTES);
                });
            }
            hashes.keepOnly(keys);
            out.writeLong(NO_MORE_PAGES);
            out.flush();
            deflating.finish();
        } finally {
            deflater.end();
        }
    }
}
