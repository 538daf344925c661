package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where outputs go: the directory that the user named, or one that is deleted afterwards.
 *
 * @param directory an existing directory
 * @param temporary true when it is to be deleted
 */
record OutputTarget(Path directory, boolean temporary) implements AutoCloseable {
    static OutputTarget of(@Nullable Path named) throws IOException {
        return named == null
                ? new OutputTarget(Files.createTempDirectory("manyhands-out"), true)
                : new OutputTarget(Files.createDirectories(named), false);
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            List<Path> inside;
            try (Stream<Path> tree = Files.walk(directory)) {
                inside = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : inside) {
                Files.delete(path);
            }
        }
    }
}
