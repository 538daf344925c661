package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of Manyhands in real processes: the demo on a small board. */
class DemoIT {
    @TempDir
    private Path folder;

    @Test
    void the_demo_proves_its_promises() throws Exception {
        Launcher.Said said = new Launcher(folder).run("demo", "--queens", "8");

        assertThat(said.exitCode()).as(said.output()).isZero();
        assertThat(said.output().strip().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("demo: OK")
                .contains("queens(8) = 92")
                .contains("0 accepted");
    }

    @Test
    void two_of_five_that_collude_are_caught() throws Exception {
        Launcher.Said said = new Launcher(folder).run("demo", "--queens", "8", "--colluders", "2");

        assertThat(said.exitCode()).as(said.output()).isZero();
        assertThat(said.output())
                .contains("hosts 5", "gave the same wrong answer as another host", "queens(8) = 92", "demo: OK");
    }

    @Test
    void any_other_number_of_colluders_is_refused_in_words() throws Exception {
        Launcher.Said said = new Launcher(folder).run("demo", "--colluders", "3");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.output()).contains("--colluders takes 2", "found 3");
    }

    @Test
    void a_board_that_is_too_large_is_refused_in_words() throws Exception {
        Launcher.Said said = new Launcher(folder).run("demo", "--queens", "17");

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.output()).contains("--queens", "8 to 16", "17");
    }
}
