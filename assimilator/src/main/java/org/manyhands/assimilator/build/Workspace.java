package org.manyhands.assimilator.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of temporary files that goes away with it. Answers are built here, not in memory. */
public final class Workspace implements AutoCloseable {
    private final Path root;
    private long count;

    private Workspace(Path root) {
        this.root = root;
    }

    /** A fresh folder below {@code parent}, which is made if missing. */
    public static Workspace below(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new Workspace(Files.createTempDirectory(parent, "answer-"));
    }

    /** The name of a file that is not there yet. */
    public Path file() {
        return root.resolve(Long.toString(count++));
    }

    /** A fresh empty folder. */
    public Path folder() throws IOException {
        return Files.createDirectory(file());
    }

    /** A fresh file with that content. */
    public Path file(InputStream content) throws IOException {
        Path file = file();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            content.transferTo(out);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        Folders.delete(root);
    }
}
