package org.manyhands.db.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Bytes on disk by their SHA-256, in a folder that all processes of the project share. Written to a temporary name, forced to disk, renamed; never changed. Thread-safe. */
public final class FileStore {
    /** Opens the folder, made if missing; refuses one that cannot be written. */
    public static FileStore open(Path root) {
        throw new UnsupportedOperationException("being built");
    }
    /**
     * Stores a stream. Refuses DIGEST_MISMATCH (nothing kept) when {@code expectedSha256} is given and differs, TOO_LARGE past {@code maxBytes},
     * OUT_OF_SPACE when the disk is full.
     */
    public Stored put(InputStream content, @Nullable String expectedSha256, long maxBytes) throws IOException {
        throw new UnsupportedOperationException("being built");
    }

    public Stored put(byte[] content) {
        throw new UnsupportedOperationException("being built");
    }

    public Stored put(Path file) throws IOException {
        throw new UnsupportedOperationException("being built");
    }

    public boolean has(String sha256) {
        throw new UnsupportedOperationException("being built");
    }
    /** Where the bytes are; the file may be missing. */
    public Path path(String sha256) {
        throw new UnsupportedOperationException("being built");
    }

    public byte[] read(String sha256) throws IOException {
        throw new UnsupportedOperationException("being built");
    }

    public void delete(String sha256) throws IOException {
        throw new UnsupportedOperationException("being built");
    }

    /** A stored file. */
    public record Stored(String sha256, long bytes) {}
}
