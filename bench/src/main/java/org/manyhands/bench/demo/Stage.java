package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the demo plays: a fresh directory of its own, and the source tree with launcher and applications.
 *
 * @param root the source tree
 * @param directory the demo's directory
 */
record Stage(Path root, Path directory) {

    static Stage fresh(Path root) throws IOException {
        return new Stage(root, Files.createTempDirectory("manyhands-demo-"));
    }

    Path project() {
        return directory.resolve("project");
    }

    Path agent(String name) {
        return directory.resolve("agents").resolve(name);
    }

    Path work(String name) throws IOException {
        return Files.createDirectories(directory.resolve("work").resolve(name));
    }

    Path log(String name) throws IOException {
        return Files.createDirectories(directory.resolve("logs")).resolve(name + ".log");
    }

    Path application(String name) {
        return root.resolve("wasm-apps").resolve(name);
    }

    /** The researcher's settings lie in the demo's directory, so that those of the user stay as they are. */
    Map<String, String> environment() {
        return Map.of("MANYHANDS_CONFIG", directory.resolve("researcher").toString());
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
