package org.manyhands.db.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.testing.Together;

class ProjectDirectoryTest {
    @TempDir
    Path root;

    @Test
    void all_folders_are_made_and_may_be_there_already() throws Exception {
        ProjectDirectory directory =
                new ProjectDirectory(root.resolve("project")).create().create();
        assertThat(List.of(
                        directory.secrets(),
                        directory.database(),
                        directory.files(),
                        directory.logs(),
                        directory.run(),
                        directory.slots()))
                .allMatch(Files::isDirectory);
    }

    @Test
    void a_secret_is_made_once_even_by_several_at_once_and_then_stays() throws Exception {
        for (int round = 0; round < 20; round++) {
            ProjectDirectory directory = new ProjectDirectory(root.resolve("project" + round));
            assertThat(directory.secret("token")).isEmpty();
            AtomicInteger made = new AtomicInteger();
            List<String> secrets =
                    Together.run(8, () -> directory.secret("token", () -> "secret-" + made.incrementAndGet()));
            assertThat(secrets.stream().distinct()).hasSize(1);
            assertThat(directory.secret("token")).contains(secrets.get(0));
            try (Stream<Path> files = Files.list(directory.secrets())) {
                assertThat(files).containsExactly(directory.secrets().resolve("token"));
            }
        }
    }

    @Test
    void secrets_are_for_their_owner_only() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        ProjectDirectory directory = new ProjectDirectory(root);
        directory.secret("token", () -> "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.secrets())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.secrets().resolve("token"))))
                .isEqualTo("rw-------");
    }
}
