package org.manyhands.researcher.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import org.manyhands.protocol.crypto.Digests;

/**
 * Writes bytes of a project to a file of this machine. The file appears under its name only when it is whole and has the
 * digest that was promised.
 */
public final class Download {
    /** Opens a source of bytes. */
    public interface Source {
        InputStream open() throws IOException;
    }

    private Download() {}

    /**
     * Below a directory, at a path that somebody else chose.
     *
     * @throws IOException when the path would lead out of the directory
     */
    public static Path below(Path directory, String path) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        Path target = root.resolve(path).normalize();
        if (!target.startsWith(root) || target.equals(root)) {
            throw new IOException("the project names a file '" + path + "', which would be outside of " + directory
                    + "; nothing was written");
        }
        return target;
    }

    /** Writes the bytes of all sources, one after the other. */
    public static void to(Path target, String sha256, List<Source> sources) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is not the name of a file");
        }
        Files.createDirectories(folder);
        Path unfinished = Files.createTempFile(folder, ".download-", "");
        try {
            MessageDigest digest = Digests.newSha256();
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                for (Source source : sources) {
                    copy(source, out, digest);
                }
            }
            String found = Digests.hex(digest.digest());
            if (!found.equals(sha256)) {
                throw new IOException(target.getFileName() + " arrived with SHA-256 " + found + ", promised was "
                        + sha256 + ": it was altered or cut short on its way; nothing was written, try again");
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void copy(Source source, OutputStream out, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = source.open()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }
}
