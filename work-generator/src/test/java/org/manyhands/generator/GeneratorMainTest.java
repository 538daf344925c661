package org.manyhands.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.testing.OwnProcess;

/** The real process. */
class GeneratorMainTest {
    @TempDir
    Path folder;

    @Test
    void withoutDatabaseAndFileStoreItRefusesToStartAndNamesTheOptions() throws Exception {
        OwnProcess.End end = OwnProcess.run(GeneratorMain.class);

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.words()).contains("work-generator", "--db", "--files").doesNotContain("\tat ");
    }

    @Test
    void withoutADatabaseAFileStoreIsNotEnough() throws Exception {
        OwnProcess.End end = OwnProcess.run(GeneratorMain.class, "--files", folder.toString());

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.words()).contains("--db").doesNotContain("\tat ");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestOne() throws Exception {
        OwnProcess.End end = OwnProcess.run(GeneratorMain.class, "--hoem", "x");

        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(end.words()).contains("--hoem", "--home");
    }

    @Test
    void helpExplainsTheOptions() throws Exception {
        OwnProcess.End end = OwnProcess.run(GeneratorMain.class, "--help");

        assertThat(end.exitCode()).isZero();
        assertThat(end.words()).contains("--home", "--db", "--files");
    }
}
