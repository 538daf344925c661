package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.InputReference.Segment;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.researcher.Commands.Run;
import org.manyhands.researcher.unit.ReplayCommand;

class UnitTest {
    private static final byte[] MODULE = {0, 'a', 's', 'm'};
    private static final byte[] SLICE = "bc12".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PARAMETERS = "a\n1\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FakeProject project;
    private Commands commands;

    @BeforeEach
    void open() throws IOException {
        project = new FakeProject();
        String module = project.hold(MODULE);
        String letters = project.hold("abcd".getBytes(StandardCharsets.UTF_8));
        String digits = project.hold("1234".getBytes(StandardCharsets.UTF_8));
        InputReference slice = new InputReference(
                "data/slice.csv",
                4,
                Digests.sha256(SLICE),
                null,
                List.of(new Segment(letters, 1, 2), new Segment(digits, 0, 2)));
        InputReference inline = new InputReference("params.csv", 4, Digests.sha256(PARAMETERS), PARAMETERS, List.of());
        project.on(
                "GET /api/v1/work-units/555",
                Views.unit("VALIDATED", "", module, List.of("15", "a b", "it's"), List.of(slice, inline)));
        commands = new Commands(folder.resolve("config"))
                .with("MANYHANDS_URL", project.url())
                .with("MANYHANDS_TOKEN", "secret");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void itIsShownWithItsResults() {
        Run run = commands.run("unit", "555");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Work unit 555, number 3 of batch 1001: validated")
                .contains("/in/data/slice.csv, 4 B")
                .contains("2,000,000,000 fuel, 16 MiB of memory, 64 KiB of output")
                .contains("1,234,567 fuel, digest " + "d".repeat(64))
                .contains(" 4 attic ", "0.25")
                .contains("hello: cannot ?[31mread")
                .contains("./manyhands unit 555 --fetch DIR")
                .doesNotContain("pieces");
    }

    @Test
    void ofABatchInSizesItSaysWhichPiecesItCovers() {
        project.on(
                "GET /api/v1/work-units/556",
                Views.unit(8, 4_000, "VALIDATED", "", "a".repeat(64), List.of(), List.of()));

        Run run = commands.run("unit", "556");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  pieces     8 of the input, number 3 to 10");
    }

    @Test
    void whatItNeedsIsFetchedWithTheCommandThatRepeatsIt() {
        Path directory = folder.resolve("again");

        Run run = commands.run("unit", "555", "--fetch", directory.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(directory.resolve("app.wasm")).hasBinaryContent(MODULE);
        assertThat(directory.resolve("in/data/slice.csv")).hasBinaryContent(SLICE);
        assertThat(directory.resolve("in/params.csv")).hasBinaryContent(PARAMETERS);
        assertThat(run.out())
                .contains("  ./manyhands run --in " + directory
                        + "/in --seed 42 --fuel 2000000000 --memory 16777216 --output 65536 " + directory
                        + "/app.wasm -- 15 'a b' 'it'\\''s'\n");
    }

    @Test
    void withoutInputsAndArgumentsTheCommandIsShort() {
        var unit = Views.unit("VALIDATED", "", "a".repeat(64), List.of(), List.of());

        assertThat(ReplayCommand.text(unit, Path.of("again")))
                .isEqualTo(
                        "./manyhands run --seed 42 --fuel 2000000000 --memory 16777216 --output 65536 again/app.wasm");
    }

    @Test
    void aWorkUnitOfSeveralPiecesIsRepeatedWithTheFilesThatItMayLeave() {
        var unit = Views.unit(8, 4_000, "VALIDATED", "", "a".repeat(64), List.of(), List.of());

        assertThat(ReplayCommand.arguments(unit, Path.of("again"))).containsSequence("65536", "--output-files", "4000");
    }
}
