package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.research.BatchView.Answer;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.manyhands.researcher.Commands.Run;

class AnswerTest {
    private static final byte[] TABLE = "width,accuracy\n8,0.9\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FakeProject project;
    private Commands commands;

    @BeforeEach
    void open() throws IOException {
        project = new FakeProject().on("GET /api/v1/batches/1001/answer/my%20tables/table.csv", TABLE);
        commands = new Commands(folder.resolve("config"))
                .with("MANYHANDS_URL", project.url())
                .with("MANYHANDS_TOKEN", "secret");
    }

    @AfterEach
    void close() {
        project.close();
    }

    private Run answer(String name, String sha256) {
        AnswerFile file = new AnswerFile(name, sha256, TABLE.length, "text/csv");
        project.on("GET /api/v1/batches/1001", Views.complete(new Answer("best accuracy = 0.9", List.of(file))));
        return commands.run("answer", "1001", "--out", folder.resolve("out").toString());
    }

    @Test
    void filesAreWrittenAndTheHeadlineIsPrinted() {
        Run run = answer("my tables/table.csv", Digests.sha256(TABLE));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("best accuracy = 0.9\n").contains("out/my tables/table.csv  21 B");
        assertThat(folder.resolve("out/my tables/table.csv")).hasBinaryContent(TABLE);
    }

    @Test
    void alteredBytesAreNotKept() throws IOException {
        Run run = answer("my tables/table.csv", "0".repeat(64));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
                .contains("table.csv arrived with SHA-256 " + Digests.sha256(TABLE) + ", promised was 000");
        try (var files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        Run run = answer("../outside.csv", Digests.sha256(TABLE));

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("'../outside.csv', which would be outside of");
        assertThat(folder.resolve("outside.csv")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUNNING | it is running with 4 of 10 work units validated; ./manyhands watch 1001 waits for it",
                "PAUSED | it is paused with 4 of 10 work units validated (out of luck); ./manyhands batch resume 1001",
                "QUOTED | ./manyhands batch fund 1001 starts it",
                "CANCELLED | it will never have one"
            })
    void withoutAnAnswerItSaysHowFarItIsAndWhatToDo(String state, String words) {
        String reason = state.equals("PAUSED") ? "out of luck" : "";
        project.on("GET /api/v1/batches/1001", Views.batch(state, reason, Map.of("VALIDATED", 1L, "ASSIMILATED", 3L)));

        Run run = commands.run("answer", "1001");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains(words);
    }
}
