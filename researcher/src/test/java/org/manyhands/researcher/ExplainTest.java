package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.researcher.Commands.Run;

class ExplainTest {
    @TempDir
    Path folder;

    private FakeProject project;
    private Commands commands;

    @BeforeEach
    void open() throws IOException {
        project = new FakeProject();
        commands = new Commands(folder.resolve("config"))
                .with("MANYHANDS_URL", project.url())
                .with("MANYHANDS_TOKEN", "secret");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aHostIsExplainedBatchByBatch() {
        HostExplanation host = new HostExplanation(
                new HostId(12),
                "kitchen",
                "vera",
                Views.START,
                Views.START - 60_000,
                1 << 20,
                3,
                64,
                List.of(
                        offered(40, 5, 0, false, "memory", "5 results need too much"),
                        offered(41, 9, 2, false, "", ""),
                        offered(42, 7, 0, true, "", "")),
                1,
                List.of(new HostExplanation.Known("primes", "2", 17, 1_234_567, 0.875, 8, 3)));
        project.on("GET /api/v1/hosts/12/explanation", host);

        Run run = commands.run("explain", "host", "12");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "Host 12, kitchen, of account vera",
                        "  asked for work 1 min 0 s ago, with 1 MiB of memory for a slot",
                        "  has 3 results in progress, and may have 64",
                        "  batch 40, rho (primes of rita), 5 ready: gets none",
                        "    memory: 5 results need too much",
                        "  batch 41, rho (primes of rita), 9 ready: would get 2",
                        "  batch 42, rho (primes of rita), 7 ready: may have some, after what stands above",
                        "  1 running batch has no results ready at this server",
                        "  record with primes 2: 17 results looked at, 1,234,567 fuel a second, keeps 88% of its promises; may have 8 a day, 3 more today");
        assertThat(Json.readOwn(commands.run("explain", "host", "12", "--json").out(), HostExplanation.class))
                .isEqualTo(host);
    }

    @Test
    void aWorkUnitSaysWhatItWaitsFor() {
        WorkUnitView unit = Views.unit("OPEN", "", "a".repeat(64), List.of(), List.of());
        project.on(
                "GET /api/v1/work-units/555/explanation",
                new UnitExplanation(
                        unit,
                        List.of("a host to take 1 copy"),
                        4,
                        1,
                        List.of(new UnitExplanation.KeptFrom("memory", 3, "1 results that wait"))));

        Run run = commands.run("explain", "unit", "555");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "  waits for a host to take 1 copy",
                        "  of 4 hosts that asked this server for work in the last hour, 1 may have a copy",
                        "    memory keeps it from 3, one of which is told: 1 results that wait");
    }

    @Test
    void aWorkUnitThatIsDecidedSaysNothingOfHosts() {
        WorkUnitView unit = Views.unit("ASSIMILATED", "", "a".repeat(64), List.of(), List.of());
        project.on("GET /api/v1/work-units/555/explanation", new UnitExplanation(unit, List.of(), 4, 1, List.of()));

        assertThat(commands.run("explain", "unit", "555").out())
                .contains("  waits for nothing")
                .doesNotContain("may have a copy");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        assertThat(commands.run("explain", "host", "kitchen").exitCode()).isEqualTo(2);
        assertThat(commands.run("explain", "unit", "x").err()).contains("'x'");
    }

    private static HostExplanation.Offered offered(
            long batch, int ready, int results, boolean later, String rule, String detail) {
        return new HostExplanation.Offered(
                new BatchId(batch),
                "rho",
                "primes",
                "rita",
                ready,
                results,
                later,
                rule.isEmpty() ? List.of() : List.of(new Shortfall(rule, detail)));
    }
}
