package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Tools;
import org.manyhands.sandbox.Wat;

/** The line of progress on a real terminal. */
class TerminalTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void lineIsShownWhileTheProgramRunsAndIsGoneAtTheEnd() throws Exception {
        Path script = Tools.need("script", "Debian: apt install bsdutils");
        String command = String.join(
                " ",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmanyhands.terminal.err=true",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName(),
                "--fuel",
                "3000000000",
                Wat.file(directory, Wat.endless()).toString());
        Process terminal = new ProcessBuilder(script.toString(), "-qec", command, "/dev/null")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String seen = new String(terminal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(terminal.waitFor()).isEqualTo(ExitCodes.EXCEEDED);
        assertThat(seen).contains("\r\u001b[Kpreparing the module");
        // The last line was erased before anything of the end was written.
        assertThat(seen)
                .containsPattern(
                        "\r\u001b\\[Kexceeded its limit of fuel\\s+at _start\\s+exceeded its limit of fuel; fuel 3000000000");
    }
}
