package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with a verifier in real processes: one computer is enough, where a quorum would wait for a second one. */
class VerifierIT {
    @TempDir
    private Path folder;

    @Test
    void one_computer_factors_all_numbers_on_the_verifiers_word() throws Exception {
        Path applications = Roots.ofSource().resolve("wasm-apps");
        try (SmallProject project = SmallProject.start(folder)) {
            project.volunteer("alice");
            project.said("submit", applications.resolve("factor/batch.yaml").toString(), "--yes", "--watch");

            Path answer = folder.resolve("answer");
            project.said("answer", "1", "--out", answer.toString());

            List<String> golden = Files.readAllLines(applications.resolve("factor/golden/factors.csv"));
            assertThat(Files.readAllLines(answer.resolve("table.csv"))).isEqualTo(golden);
            assertThat(project.said("unit", "1")).containsOnlyOnce("valid").doesNotContain("unsent");
        }
    }
}
