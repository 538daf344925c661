package org.manyhands.db.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/**
 * Bytes on disk by their SHA-256, in a folder that all processes of the project share. Written to a temporary name, forced
 * to disk, renamed; never changed. Thread-safe, and safe between processes: who stores the same bytes twice renames twice.
 */
public final class FileStore {
    private static final String UNFINISHED = "unfinished";

    private final Path root;

    private FileStore(Path root) {
        this.root = root;
    }

    /** Opens the folder, made if missing; refuses one that cannot be written. */
    public static FileStore open(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder.resolve(UNFINISHED));
            Files.delete(Files.createTempFile(folder.resolve(UNFINISHED), "probe", ""));
        } catch (IOException e) {
            throw new RefusedException(
                    outOfSpace(e) ? ErrorCode.OUT_OF_SPACE : ErrorCode.UNAVAILABLE,
                    "the file store " + folder + " cannot be written: " + words(e)
                            + "; give a folder that this process may write, with room, that all processes of the project see");
        }
        return new FileStore(folder);
    }

    /**
     * Stores a stream. Refuses DIGEST_MISMATCH (nothing kept) when {@code expectedSha256} is given and differs, TOO_LARGE past {@code maxBytes},
     * OUT_OF_SPACE when the disk is full.
     *
     * @throws IOException when {@code content} cannot be read to its end
     */
    public Stored put(InputStream content, @Nullable String expectedSha256, long maxBytes) throws IOException {
        Path temporary = null;
        Source source = new Source(content);
        try {
            temporary = Files.createTempFile(root.resolve(UNFINISHED), "put", "");
            MessageDigest digest = Digests.newSha256();
            long bytes = copy(source, temporary, digest, maxBytes);
            String sha256 = Digests.hex(digest.digest());
            if (expectedSha256 != null && !expectedSha256.equals(sha256)) {
                throw new RefusedException(
                        ErrorCode.DIGEST_MISMATCH,
                        "the bytes have SHA-256 " + sha256 + ", not " + expectedSha256
                                + "; nothing was kept; send them again");
            }
            publish(temporary, path(sha256));
            return new Stored(sha256, bytes);
        } catch (IOException e) {
            if (source.failed) {
                throw e;
            }
            throw refusal(e);
        } finally {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Stores bytes; as the other one. */
    public Stored put(byte[] content) {
        try {
            return put(new java.io.ByteArrayInputStream(content), null, Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always readable", e);
        }
    }

    /** Stores a copy of a file; as the other one. */
    public Stored put(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return put(content, null, Long.MAX_VALUE);
        }
    }

    public boolean has(String sha256) {
        return Files.isRegularFile(path(sha256));
    }

    /** Where the bytes are; the file may be missing. */
    public Path path(String sha256) {
        if (!Digests.isSha256(sha256)) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'" + sha256 + "' is no SHA-256; expected 64 lower-case hexadecimal digits");
        }
        return root.resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    /** The whole content; only for files that are known to be small. */
    public byte[] read(String sha256) throws IOException {
        return Files.readAllBytes(path(sha256));
    }

    /** Removes the bytes; nothing happens when they are gone. */
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(path(sha256));
    }

    /** What went wrong on the project's side, for who sent the file. */
    static RefusedException refusal(IOException e) {
        boolean full = outOfSpace(e);
        return new RefusedException(
                full ? ErrorCode.OUT_OF_SPACE : ErrorCode.UNAVAILABLE,
                "the project's file store cannot take the file: " + words(e)
                        + "; nothing was kept; its administrator must " + (full ? "make room" : "mend it"));
    }

    /** Copies and forces to disk; how many bytes. */
    static long copy(InputStream content, Path target, MessageDigest digest, long maxBytes) throws IOException {
        long bytes = 0;
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                bytes += n;
                if (bytes > maxBytes) {
                    throw new RefusedException(
                            ErrorCode.TOO_LARGE,
                            "the file is larger than the " + maxBytes + " bytes that are allowed; nothing was kept");
                }
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
            channel.force(true);
        }
        return bytes;
    }

    private static void publish(Path temporary, Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        boolean made = !Files.isDirectory(folder);
        Files.createDirectories(folder);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        if (made) {
            force(Objects.requireNonNull(folder.getParent()));
        }
    }

    /** Makes a new name durable. Windows cannot open a folder, and journals names by itself. */
    private static void force(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean outOfSpace(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("not enough space") || message.contains("quota");
    }

    private static String words(IOException e) {
        String reason = e instanceof FileSystemException fault ? fault.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** Knows whether it was the reading that failed. */
    private static final class Source extends FilterInputStream {
        private boolean failed;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }

    /** A stored file. */
    public record Stored(String sha256, long bytes) {}
}
