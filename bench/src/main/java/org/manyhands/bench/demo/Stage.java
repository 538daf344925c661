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

    /** The project's own directory holds all the rest too, so that {@code down --volumes} leaves nothing behind. */
    Path project() {
        return directory;
    }

    Path agent(String name) {
        return directory.resolve("agents").resolve(name);
    }

    Path work(String name) throws IOException {
        return Files.createDirectories(directory.resolve("work").resolve(name));
    }

    Path log(String name) throws IOException {
        return Files.createDirectories(directory.resolve("volunteers")).resolve(name + ".log");
    }

    Path application(String name) {
        return root.resolve("wasm-apps").resolve(name);
    }

    Path settings() {
        return directory.resolve("researcher");
    }

    /** The researcher's settings lie in the demo's directory, so that those of the user stay as they are. */
    Map<String, String> environment() {
        return Map.of("MANYHANDS_CONFIG", settings().toString());
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
