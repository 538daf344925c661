package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.testing.ChildProcess;
import org.manyhands.db.transaction.EmbeddedH2;

/** The frame as a real process beside a real server's database. */
class DaemonProcessTest {
    private static final int TERMINATED = 128 + 15;

    private static final String PASS = "pass: " + BatchState.values().length + " states";

    @TempDir
    Path home;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void it_beats_survives_a_restart_of_the_database_and_ends_when_told() throws Exception {
        EmbeddedH2 h2 = EmbeddedH2.start(home.resolve("db"), 0, "secret");
        int port = h2.port();
        try (Database database = Database.openAndMigrate(h2.config());
                ChildProcess daemon = start(port, Map.of())) {
            daemon.awaitLine(PASS);
            daemon.awaitLine(PASS);
            List<DaemonBeats.Beat> beats = beats(database);
            while (beats.isEmpty()) { // It says that it lives on a thread of its own.
                daemon.awaitLine(PASS);
                beats = beats(database);
            }
            assertThat(beats).extracting(DaemonBeats.Beat::name).containsExactly("counting-daemon");
            h2.close();
            daemon.awaitLine("the database is away");
            try (EmbeddedH2 again = EmbeddedH2.start(home.resolve("db"), port, "secret")) {
                daemon.awaitLine("the database is back");
                daemon.terminate();
                assertThat(daemon.awaitEnd()).isEqualTo(TERMINATED);
                assertThat(daemon.readAll()).last().asString().contains("counting-daemon ends");
                assertThat(again.port()).isEqualTo(port);
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void it_ends_when_its_supervisor_is_gone() throws Exception {
        Process supervisor = new ProcessBuilder("sleep", "1000").start();
        try (EmbeddedH2 h2 = EmbeddedH2.start(home.resolve("db"), 0, "secret");
                Database database = Database.openAndMigrate(h2.config());
                ChildProcess daemon =
                        start(h2.port(), Map.of("MANYHANDS_SUPERVISOR_PID", Long.toString(supervisor.pid())))) {
            daemon.awaitLine(PASS);
            supervisor.destroyForcibly().waitFor();
            assertThat(daemon.awaitEnd()).isZero();
            assertThat(daemon.readAll()).anyMatch(line -> line.contains("the supervisor is gone"));
            assertThat(beats(database)).hasSize(1);
        } finally {
            supervisor.destroyForcibly();
        }
    }

    private static List<DaemonBeats.Beat> beats(Database database) {
        return database.inTransaction(tx -> database.beats().all(tx));
    }

    @Test
    void a_mistake_on_the_command_line_is_named_with_what_was_probably_meant() throws Exception {
        try (ChildProcess daemon = ChildProcess.start(CountingDaemon.class, Map.of(), "--hme", "x")) {
            assertThat(daemon.awaitEnd()).isEqualTo(2);
            assertThat(String.join("\n", daemon.readAll()))
                    .contains("--hme")
                    .contains("--home")
                    .doesNotContain("Exception");
        }
    }

    private ChildProcess start(int port, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("MANYHANDS_DATABASE_URL", EmbeddedH2.address(port));
        environment.put("MANYHANDS_DATABASE_PASSWORD", "secret");
        return ChildProcess.start(CountingDaemon.class, environment, "--home", home.toString());
    }
}
