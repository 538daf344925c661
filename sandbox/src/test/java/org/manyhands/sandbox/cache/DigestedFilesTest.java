package org.manyhands.sandbox.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestedFilesTest {
    @TempDir
    private Path directory;

    private Path folder() {
        return directory.resolve("kept");
    }

    private DigestedFiles files() {
        return new DigestedFiles(folder(), ".entry", 4, 1_000);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> found = Files.list(folder())) {
            return found.sorted().toList();
        }
    }

    @Test
    void entryUnderAnotherNameIsNotThere() throws IOException {
        files().put("a", new byte[] {1});
        Path a = entries().get(0);
        files().put("b", new byte[] {2});
        Path b = entries().stream().filter(file -> !file.equals(a)).findFirst().orElseThrow();
        Files.copy(a, b, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(files().get("a")).containsExactly(1);
        assertThat(files().get("b")).isNull();
        files().put("b", new byte[] {2});
        assertThat(files().get("b")).containsExactly(2);
    }

    @Test
    void folderThatOthersMayWriteIsNotTrusted() throws IOException {
        files().put("a", new byte[] {1});
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(files().get("a")).isNull();
        files().put("b", new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void longestUnusedGoFirstByNumberAndByBytes() throws IOException {
        for (int i = 0; i < 4; i++) {
            files().put("key " + i, new byte[10]);
        }
        for (Path entry : entries()) {
            Files.setLastModifiedTime(entry, FileTime.fromMillis(1_000));
        }
        assertThat(files().get("key 2")).isNotNull();
        files().put("large", new byte[900]);
        assertThat(files().get("large")).hasSize(900);
        assertThat(files().get("key 2")).isNotNull();
        assertThat(entries()).hasSize(2);
        files().put("larger than all", new byte[2_000]);
        assertThat(files().get("larger than all")).hasSize(2_000);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void filesThatAKilledProcessLeftAreRemovedAndOthersStay() throws IOException {
        Files.createDirectories(folder());
        Path abandoned = Files.createFile(folder().resolve("entry1.partial"));
        Files.setLastModifiedTime(abandoned, FileTime.fromMillis(0));
        Path written = Files.createFile(folder().resolve("entry2.partial"));
        Path other = Files.createFile(folder().resolve("other"));
        Files.setLastModifiedTime(other, FileTime.fromMillis(0));
        files().put("a", new byte[1]);
        assertThat(abandoned).doesNotExist();
        assertThat(written).exists();
        assertThat(other).exists();
    }

    @Test
    void folderThatCannotBeMadeCostsNothingElse() throws IOException {
        Files.createFile(folder());
        files().put("a", new byte[] {1});
        assertThat(files().get("a")).isNull();
    }

    @Test
    void writersOfOneEntryDoNotDisturbEachOther() throws Exception {
        byte[] content = new byte[700];
        content[699] = 9;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                writers.add(() -> {
                    boolean whole = true;
                    for (int round = 0; round < 50; round++) {
                        files().put("same", content);
                        byte[] read = files().get("same");
                        whole &= read != null && read.length == 700 && read[699] == 9;
                    }
                    return whole;
                });
            }
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                assertThat(writer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(entries()).hasSize(1);
    }
}
