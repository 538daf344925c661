package org.manyhands.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerMainTest {
    @TempDir
    Path folder;

    @Test
    void aPortInUseIsOneLineThatNamesItAndTheRemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Ended ended = run("--home", folder.toString(), "--port", port);

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.line()).contains("port " + port, "127.0.0.1", "--port N", "server.port");
        }
    }

    @Test
    void plainHttpForOtherMachinesMustBeAskedFor() {
        Ended ended = run("--home", folder.toString(), "--address", "0.0.0.0", "--port", "0");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.line()).contains("0.0.0.0", "--insecure-http");
    }

    @Test
    void mistakesOnTheCommandLineAndInTheConfigurationAreNamed() throws Exception {
        assertThat(run("--home", folder.toString(), "--prot", "1").line()).contains("--prot", "did you mean '--port'?");
        assertThat(run().line()).contains("--home");
        Files.writeString(folder.resolve("manyhands.yaml"), "server:\n  prot: 1\n");

        Ended ended = run("--home", folder.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.line()).contains("manyhands.yaml", "line 2", "did you mean 'port'?");
    }

    @Test
    void aPasswordThatIsMissingIsAskedForByName() throws Exception {
        Files.writeString(
                folder.resolve("manyhands.yaml"), "database: {url: 'jdbc:mysql://127.0.0.1:1/none', user: me}\n");

        Ended ended = run("--home", folder.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.line()).contains("database.password");
    }

    private static Ended run(String... arguments) {
        PrintStream standardError = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            int exitCode = ServerMain.run(arguments, Map.of());
            return new Ended(exitCode, captured.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(standardError);
        }
    }

    private record Ended(int exitCode, String text) {
        /** The first line that the program itself wrote, which must be the only one besides a hint. */
        String line() {
            assertThat(text).doesNotContain("\tat ", "Exception");
            return text.lines()
                    .filter(line -> line.startsWith("server: "))
                    .findFirst()
                    .orElse("");
        }
    }
}
