package org.manyhands.sandbox.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The random modules among the test resources, among them every one that once made engines differ. */
public final class KeptModules {
    private static final Path FOLDER = Path.of("src/test/resources/differential");

    private KeptModules() {}

    public static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".wasm"))
                    .sorted()
                    .toList();
        }
    }
}
