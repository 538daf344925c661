package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with a verifier in real processes: one computer is enough, where a quorum would wait for a second one. */
class VerifierIT {
    @TempDir
    private Path folder;

    @Test
    void one_computer_factors_all_numbers_on_the_verifiers_word() throws Exception {
        Launcher launcher = new Launcher(folder);
        Path project = Files.createDirectory(folder.resolve("project"));
        String url = "http://127.0.0.1:" + freePort(project);
        String computer = folder.resolve("computer").toString();
        said(launcher, "up", "-d", "--home", project.toString());
        Process agent = null;
        try {
            said(launcher, "agent", "attach", url, "--home", computer, "--account", "alice", "--name", "one");
            agent = new ProcessBuilder(
                            Roots.ofSource().resolve("manyhands").toString(),
                            "agent",
                            "run",
                            "--home",
                            computer,
                            "--slots",
                            "1",
                            "--plain")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("agent.log").toFile())
                    .start();
            said(launcher, "account", "new", "dana", "--url", url);
            Path applications = Roots.ofSource().resolve("wasm-apps");
            said(launcher, "submit", applications.resolve("factor/batch.yaml").toString(), "--yes", "--watch");

            Path answer = folder.resolve("answer");
            said(launcher, "answer", "1", "--out", answer.toString());

            List<String> golden = Files.readAllLines(applications.resolve("factor/golden/factors.csv"));
            assertThat(Files.readAllLines(answer.resolve("table.csv"))).isEqualTo(golden);
            String unit = said(launcher, "unit", "1");
            assertThat(unit).containsOnlyOnce("valid").doesNotContain("unsent");
        } finally {
            if (agent != null) {
                agent.destroy();
                assertThat(agent.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }
            said(launcher, "down", "--home", project.toString(), "--volumes");
        }
    }

    private static int freePort(Path project) throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Files.writeString(project.resolve("manyhands.yaml"), "server:\n  port: " + socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }

    private static String said(Launcher launcher, String... command) throws Exception {
        Launcher.Said said = launcher.run(command);
        assertThat(said.exitCode())
                .as(String.join(" ", command) + "\n" + said.output())
                .isZero();
        return said.output();
    }
}
