package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of dispatch runs, says what it should and leaves nothing running; how fast anything is is nothing to test. */
class DispatchBenchmarkIT {
    @TempDir
    private Path folder;

    @Test
    void a_small_run_on_h2_is_consistent_and_ends_what_it_started() throws Exception {
        Path place = folder.resolve("run");
        Launcher.Said said = new Launcher(folder)
                .run(
                        "bench",
                        "dispatch",
                        "--db",
                        "h2",
                        "--hosts",
                        "20",
                        "--connections",
                        "4",
                        "--per-call",
                        "2",
                        "--warm-up",
                        "1",
                        "--seconds",
                        "3",
                        "--preload",
                        "1000",
                        "--batches",
                        "2",
                        "--folder",
                        place.toString());

        assertThat(said.exitCode()).as(said.output()).isZero();
        List<String> lines = said.output().lines().toList();
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("tasks through the whole life"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("p50", "p95", "p99"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("processor, validator"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("work units sent twice: 0"));
        assertThat(lines).last().isEqualTo("consistent: yes");
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(place.toString()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void two_servers_on_one_mariadb_lose_nothing_when_one_is_killed() throws Exception {
        Launcher.Said said = new Launcher(folder)
                .run(
                        "bench",
                        "dispatch",
                        "--db",
                        "mariadb",
                        "--hosts",
                        "20",
                        "--connections",
                        "4",
                        "--per-call",
                        "2",
                        "--warm-up",
                        "1",
                        "--seconds",
                        "4",
                        "--preload",
                        "3000",
                        "--waiting",
                        "1000",
                        "--servers",
                        "2",
                        "--kill-server",
                        "2s",
                        "--folder",
                        folder.resolve("run").toString());

        assertThat(said.exitCode()).as(said.output()).isZero();
        List<String> lines = said.output().lines().toList();
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("a past of 2000 work units"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("that waited when server 2 was killed were all sent"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("row writes a task"));
        assertThat(lines).last().isEqualTo("consistent: yes");
    }

    @Test
    void what_cannot_be_is_refused_in_words() throws Exception {
        assertRefused("--db", "oracle", "mariadb, h2");
        assertRefused("--per-call", "65", "1 to 64");
        assertRefused("--kill-server", "soon", "--kill-server is 'soon'");
        assertRefused("--kill-server", "5s", "--servers 2");
        assertRefused("--waiting", "200001", "1 to 200000");
    }

    private void assertRefused(String option, String value, String words) throws Exception {
        Launcher.Said said = new Launcher(folder).run("bench", "dispatch", option, value);
        assertThat(said.exitCode()).as(said.output()).isEqualTo(2);
        assertThat(said.output()).contains(option, words);
    }
}
