package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
    @Test
    void everyPrebuiltModuleIsTheOneWhoseChecksumIsKept() throws Exception {
        Map<String, String> kept = new TreeMap<>();
        for (String folder : List.of("", "toolchains/")) {
            for (String line : Files.readAllLines(Applications.file(folder + "checksums.txt"))) {
                String[] fields = line.split("  ", 2);
                kept.put(folder + fields[1], fields[0]);
            }
        }

        assertThat(modules()).isNotEmpty().isEqualTo(kept);
    }

    @Test
    void noPrebuiltModuleIsLarge() throws IOException {
        for (String module : modules().keySet()) {
            assertThat(Files.size(Applications.file(module))).as(module).isLessThan(512 * 1024);
        }
    }

    private static Map<String, String> modules() throws IOException {
        Map<String, String> modules = new TreeMap<>();
        try (Stream<Path> files = Files.find(
                Applications.folder(), 2, (file, attributes) -> file.toString().endsWith(".wasm"))) {
            for (Path file : files.toList()) {
                String name = Applications.folder().relativize(file).toString().replace('\\', '/');
                modules.put(name, sha256(file));
            }
        }
        return modules;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
