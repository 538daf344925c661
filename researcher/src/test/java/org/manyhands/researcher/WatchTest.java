package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.Answer;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.researcher.Commands.Run;

class WatchTest {
    private static final String BATCH = "GET /api/v1/batches/1001";

    private static final String WAITS = "waits for more computers: 2 copies must agree, on computers of different"
            + " accounts, and computers of 1 account are here";

    @TempDir
    Path folder;

    private FakeProject project;
    private Commands commands;

    @BeforeEach
    void open() throws IOException {
        project = new FakeProject();
        commands = new Commands(folder).with("MANYHANDS_URL", project.url()).with("MANYHANDS_TOKEN", "secret");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void anArchivedBatchHasNothingThatIsCountedHere() throws Exception {
        project.on("GET /api/v1/batches/1001", Views.batch("ARCHIVED", "", Map.of()));

        assertThat(commands.run("watch", "1001").out())
                .contains("primes: archived, its work units and results are no longer counted here", "(10 work units)")
                .doesNotContain("0 of 10", "none yet");
    }

    @Test
    void linesComeWhenSomethingHasChangedUntilTheAnswerIsThere() {
        project.on(
                BATCH,
                Views.running(2),
                Views.running(2),
                Views.running(5),
                Views.complete(new Answer("total = 9592", List.of())));

        Run run = commands.run("watch", "1001");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "primes: running, 2 of 10 work units validated; results: 2 running, 4 valid; credit: 1.5 earned by hosts of 6 credits funded; end about 22:14:20, between 22:13:50 and 22:15:20 (12 work units so far)",
                        "primes: running, 5 of 10 work units validated; results: 2 running, 10 valid; credit: 1.5 earned by hosts of 6 credits funded; end about 22:14:20, between 22:13:50 and 22:15:20 (12 work units so far)",
                        "primes: complete, 10 of 10 work units validated; results: 20 valid; credit: 1.5 earned by hosts of 6 credits funded");
        assertThat(run.err()).contains("answer: total = 9592", "./manyhands answer 1001 fetches its files");
    }

    @Test
    void aBatchThatStandsStillSaysWhyInsteadOfAnEnd() {
        BatchView waiting = Views.batch("RUNNING", WAITS, Map.of("OPEN", 10L));
        project.on(BATCH, waiting, Views.complete(null));
        assertThat(commands.run("watch", "1001").out()).contains("; no estimate: " + WAITS + "\n");

        project.on(BATCH, waiting, Views.complete(null));
        commands.typing("");
        assertThat(commands.run("watch", "1001").out())
                .contains("  end         no estimate:\n              waits for more computers: 2 copies must agree,")
                .contains("computers of 1 account are here\n")
                .doesNotContain("no ground for an estimate yet\n  end");
    }

    @Test
    void aTerminalIsDrawnOver() {
        commands.typing("");
        project.on(BATCH, Views.running(5), Views.complete(null));

        Run run = commands.run("watch", "1001");

        assertThat(run.out())
                .contains("[###############---------------] 5 of 10 validated")
                .contains("funded 42 s ago")
                .contains("\u001b[5A\r\u001b[J")
                .contains("[##############################] 10 of 10 validated");
        assertThat(run.out().lines()).allMatch(line -> line.length() < 110);
    }

    @Test
    void itEndsWhenNobodyReadsAnyMore() {
        commands.readBy(1);
        project.on(BATCH, Views.running(2), Views.running(5), Views.complete(null));

        Run run = commands.run("watch", "1001");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonIsOneBatchALine() throws Exception {
        commands.typing("");
        project.on(BATCH, Views.running(5), Views.running(5), Views.complete(null));

        Run run = commands.run("watch", "1001", "--json");

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(Json.read(lines.get(1), BatchView.class).state()).isEqualTo("COMPLETE");
    }

    @Test
    void aPausedBatchSaysWhyAndWhatItsProgramPrinted() {
        WorkUnitView unit = Views.unit("FAILED", "finished with exit code 2", "a".repeat(64), List.of(), List.of());
        project.on(BATCH, Views.batch("PAUSED", "canary 555 failed", Map.of("FAILED", 1L)))
                .on("GET /api/v1/batches/1001/units?state=FAILED&offset=0&limit=1", List.of(unit));

        Run run = commands.run("watch", "1001");

        assertThat(run.exitCode()).isEqualTo(ExitCode.STOPPED);
        assertThat(run.err())
                .contains("batch 1001 is paused: canary 555 failed")
                .contains("work unit 555 (number 3) failed: finished with exit code 2")
                .contains("    warming up\n    hello: cannot ?[31mread\n")
                .contains("./manyhands batch resume 1001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED", "QUOTED"})
    void whatWillNotEndByItselfIsNotWaitedFor(String state) {
        project.on(BATCH, Views.batch(state, "", Map.of()));

        assertThat(commands.run("watch", "1001").exitCode()).isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void withoutANumberItIsTheNewestBatch() {
        project.on("GET /api/v1/batches?offset=0&limit=50", List.of(Views.complete(null)))
                .on(BATCH, Views.complete(null));

        assertThat(commands.run("watch").exitCode()).isZero();
    }

    @Test
    void withoutABatchThereIsNothingToWatch() {
        project.on("GET /api/v1/batches?offset=0&limit=50", List.of());

        Run run = commands.run("watch");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("this account has no batch yet");
    }

    @Test
    void aServerThatIsBeingRestartedIsWaitedFor() {
        Problem unavailable = Problem.of(ErrorCode.UNAVAILABLE, "the database cannot be reached");
        project.on(BATCH, Views.running(5), unavailable, unavailable, Views.complete(null));

        Run run = commands.run("watch", "1001");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .containsOnlyOnce("the project says: the database cannot be reached [UNAVAILABLE]; the batch goes on");
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "OUT_OF_SPACE"})
    void aServerInTroubleFromTheStartIsWaitedFor(ErrorCode trouble) {
        Problem problem = Problem.of(trouble, "the project cannot work now");
        project.on("GET /api/v1/batches?offset=0&limit=50", problem, List.of(Views.complete(null)))
                .on(BATCH, problem, problem, Views.running(5), problem, Views.complete(null));

        Run run = commands.run("watch");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("the project says: the project cannot work now [" + trouble + "]");
    }

    @Test
    void aServerThatStaysAwayIsNotWaitedForForEver() {
        project.on(BATCH, Views.running(5), Problem.of(ErrorCode.UNAVAILABLE, "the database cannot be reached"));

        Run run = commands.run("watch", "1001");

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err()).contains("the database cannot be reached [UNAVAILABLE]");
        assertThat(project.lines()).hasSize(302);
    }
}
