package org.manyhands.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeCacheTest {
    @TempDir
    private Path directory;

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("code"))) {
            return files.toList();
        }
    }

    private CodeCache cache() {
        return new CodeCache(directory.resolve("code"));
    }

    @Test
    void givesBackWhatWasPut() throws IOException {
        assertThat(cache().get("a")).isNull();
        cache().putIfAbsent("a", new byte[] {1, 2, 3});
        assertThat(cache().get("a")).containsExactly(1, 2, 3);
        assertThat(cache().get("b")).isNull();
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        cache().putIfAbsent("a", new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("code"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(entries().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void entryThatWasChangedIsNotUsed() throws IOException {
        cache().putIfAbsent("a", new byte[] {1, 2, 3});
        Path entry = entries().get(0);
        byte[] bytes = Files.readAllBytes(entry);
        bytes[bytes.length - 1] ^= 1;
        Files.write(entry, bytes);
        assertThat(cache().get("a")).isNull();
        Files.write(entry, new byte[5]);
        assertThat(cache().get("a")).isNull();
    }

    @Test
    void oldEntriesMakeRoom() throws IOException {
        for (int i = 0; i < 80; i++) {
            cache().putIfAbsent("key " + i, new byte[] {1});
        }
        assertThat(entries()).hasSize(64);
    }
}
