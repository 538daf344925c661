package org.manyhands.researcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.HostView;
import org.manyhands.protocol.research.Retry;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.StatusView.DaemonView;
import org.manyhands.protocol.research.TrustView;
import org.manyhands.researcher.Commands.Run;

class ListsTest {
    @TempDir
    Path folder;

    private FakeProject project;
    private HostView host;
    private Commands commands;

    @BeforeEach
    void open() throws IOException {
        host = new HostView(
                new HostId(4),
                "attic\u001b[2J",
                "grace",
                new HostFacts("Linux 6.1", "amd64", 8, 16L << 30, "21"),
                "0.1.0",
                Views.START - 3_600_000,
                Views.START - 5_000,
                Map.of("VALID", 12L, "INVALID", 1L, "TIMED_OUT", 2L, "IN_PROGRESS", 3L),
                1_234_567_890L,
                2 * Views.CREDIT,
                Views.CREDIT / 2);
        ProjectInfo info = new ProjectInfo(
                "p",
                "Primes of the valley",
                SigningKey.generate(new SecureRandom()).verifyingKey(),
                List.of(),
                1,
                "0.1.0");
        StatusView status = new StatusView(
                info,
                Views.START,
                Views.START - 60_000,
                Map.of("RUNNING", 1L, "SETTLED", 0L),
                Map.of("OPEN", 7L),
                Map.of("IN_PROGRESS", 3L),
                2,
                1,
                List.of(
                        new DaemonView("assimilator", 11, "basement", 90_000),
                        new DaemonView("assimilator", 12, "basement", 1_069),
                        new DaemonView("validator", 4711, "basement", 3),
                        new DaemonView("validator", 4712, "cellar", 60),
                        new DaemonView("validator", 99, "basement", 61)),
                true,
                Views.START - 3_000);
        project = new FakeProject()
                .on("GET /api/v1/hosts?limit=50", List.of(host))
                .on("GET /api/v1/hosts/4", host)
                .on("GET /api/v1/status", status)
                .on("GET /api/v1/batches?offset=0&limit=200", List.of(Views.running(4)));
        commands = new Commands(folder).with("MANYHANDS_URL", project.url());
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void hostsStandInATable() {
        assertThat(commands.run("hosts").out()).isEqualTo("""
                        HOST  NAME       ACCOUNT  CORES  LAST CONTACT  RUNNING  VALID  INVALID  ERRORS  FUEL ACCEPTED  CREDIT HELD  CREDIT PAID
                           4  attic?[2J  grace        8  5 s ago             3     12        1       2  1,234,567,890            2          0.5
                        """);
    }

    @Test
    void moreHostsThanOneListAreAskedForWithTheLastOfIt() {
        project.on("GET /api/v1/hosts?limit=1&after=5", List.of(host));

        assertThat(commands.run("hosts", "--after", "5", "--limit", "1").out())
                .endsWith("There may be more: ./manyhands hosts --after 4 --limit 1\n");
    }

    @Test
    void whereCountingEndedThereMayBeMore() {
        HostView busy = new HostView(
                host.id(),
                host.name(),
                host.account(),
                host.facts(),
                host.agentVersion(),
                host.attachedMillis(),
                host.lastContactMillis(),
                Map.of("VALID", (long) HostView.MOST_COUNTED, "ERRORED", 3L),
                host.fuelAccepted(),
                0,
                0);
        project.on("GET /api/v1/hosts?limit=50", List.of(busy));

        assertThat(commands.run("hosts").out()).contains(" 1000+ ", " 1,234,567,890+ ", "  3 ");
    }

    @Test
    void oneHostIsShownWhole() {
        assertThat(commands.run("hosts", "4").out())
                .contains("Host 4, attic?[2J, of account grace")
                .contains("Linux 6.1, amd64, 8 cores, 16 GiB, Java 21")
                .contains("1 invalid, 3 in progress, 2 timed out, 12 valid")
                .contains("2 credits held, 0.5 credits paid");
    }

    @Test
    void aProjectIsShownAtAGlance() {
        assertThat(commands.run("status").out())
                .isEqualTo("Primes of the valley at " + project.url() + ", version 0.1.0\n" + """
                          batches     1 running
                          work units  7 open
                          results     3 in progress
                          hosts       2, of them 1 active
                          journal     balances, checked 3 s ago
                          counted     1 min 0 s ago

                        PROCESS      MACHINE    PID  LAST SIGN OF LIFE
                        assimilator  basement    12  17 min 49 s ago: DEAD
                        validator    basement  4711  3 s ago
                        validator    cellar    4712  1 min 0 s ago
                        """);
    }

    @Test
    void whatIsAssumedOfHostsStandsBesideWhatWasMeasured() {
        commands.with("MANYHANDS_TOKEN", "t");
        project.on(
                "GET /api/v1/trust",
                new TrustView(
                        0.125,
                        1e-7,
                        4_000,
                        0.005,
                        List.of(
                                new TrustView.Measured("primes", 900, 100, 12, 2_345),
                                new TrustView.Measured("pi", 30, 2, 7, 0))));

        assertThat(commands.run("trust").out()).isEqualTo("""
                        Assumed of hosts (policy.trust in manyhands.yaml)
                          colluders         12.5% of the hosts may act together
                          fault-rate        0.0000001 of an honest host's results are wrong by accident
                          results-per-host  4000 for an application before the host leaves, on average
                          golden            0.5% of known answers are asked of a further host, to test it

                        APPLICATION  HOSTS  GONE  MEDIAN OF GONE   RESULTS PER HOST
                        primes         900   100              12               2345
                        pi              30     2               7  too few have gone
                        """);
    }

    @Test
    void batchesStandInATable() {
        commands.with("MANYHANDS_TOKEN", "t");

        assertThat(commands.run("batch", "list").out()).isEqualTo("""
                        BATCH  NAME    STATE    WORK UNITS  DONE  FAILED  CREDIT EARNED  MADE
                         1001  primes  running          10     4       0            1.5  22:12:20
                        """);
    }

    @Test
    void theListSaysWhatABatchWaitsFor() {
        commands.with("MANYHANDS_TOKEN", "t");
        project.on(
                "GET /api/v1/batches?offset=0&limit=200",
                List.of(Views.batch("RUNNING", "waits for more computers", Map.of())));

        assertThat(commands.run("batch", "list").out()).endsWith("\nbatch 1001 is running: waits for more computers\n");
    }

    @ParameterizedTest
    @CsvSource({"status,{", "hosts,[", "hosts 4,{"})
    void jsonIsOneLine(String command, String start) {
        Run run = commands.run((command + " --json").split(" "));

        assertThat(run.out()).startsWith(start);
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void failedWorkUnitsAreTriedAgainWithinNewLimits() throws Exception {
        commands.with("MANYHANDS_TOKEN", "t");
        project.on("GET /api/v1/batches/1001", Views.batch("PAUSED", "", Map.of("FAILED", 5L)));
        project.on("POST /api/v1/batches/1001/retry", Views.batch("RUNNING", "", Map.of("FAILED", 2L)));

        Run run = commands.run("batch", "retry", "1001", "--failed", "--max-error-results", "9", "--fund");

        assertThat(run.out())
                .contains("Batch 1001 is now running: 3 work units are tried again; 2 stay failed, since hosts agree");
        Retry asked = Json.read(project.only("POST /api/v1/batches/1001/retry").body(), Retry.class);
        assertThat(asked).isEqualTo(new Retry(new CopyLimits(0, 9, 0, 0), true));
        assertThat(commands.run("batch", "retry", "1001").err()).contains("--failed");
    }

    @ParameterizedTest
    @CsvSource({"pause,PAUSED", "resume,RUNNING", "cancel,CANCELLED", "fund,FUNDED"})
    void batchesAreMovedBetweenTheirStates(String action, String state) throws Exception {
        commands.with("MANYHANDS_TOKEN", "t");
        project.on("POST /api/v1/batches/1001/" + action, Views.batch(state, "", Map.of()));

        Run run = commands.run("batch", action, "1001", "--json");

        assertThat(Json.read(run.out(), BatchView.class).state()).isEqualTo(state);
        assertThat(project.only("POST /api/v1/batches/1001/" + action).body()).isEqualTo("{}");
    }
}
