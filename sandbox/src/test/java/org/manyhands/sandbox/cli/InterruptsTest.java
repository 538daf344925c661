package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Wat;

class InterruptsTest {
    @TempDir
    private Path directory;

    /** Asked to end, as Ctrl-C asks; that signal itself cannot be used, since a shell may have told its jobs to ignore it. */
    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void commandThatIsAskedToEndCancelsItsRunAndSaysSo() throws IOException {
        byte[] speaksThenRunsForEver = Wat.command(
                "(data (i32.const 64) \"running\")",
                "(call $write (i32.const 1) (i32.const 64) (i32.const 7)) (loop $again (br $again))");
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunMain.class.getName(),
                        "--fuel",
                        "1000000000000000",
                        Wat.file(directory, speaksThenRunsForEver).toString())
                .start();
        try {
            command.getOutputStream().close();
            assertThat(new String(command.getInputStream().readNBytes(7), StandardCharsets.UTF_8))
                    .isEqualTo("running");
            command.toHandle().destroy();
            assertThat(new String(command.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("cancelled; fuel ");
        } finally {
            command.destroyForcibly();
        }
    }
}
