package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Brings a package with npm, from wherever this machine's npm takes packages, once a checkout. */
final class Npm {
    /** Says that a missing tool is a failure; set where everything must be tested. */
    private static final String REQUIRE_TOOLS = "MANYHANDS_REQUIRE_TOOLS";

    private Npm() {}

    /** The folder of a package of this version; skips the test where npm is missing or cannot bring it. */
    static Path bring(String name, String version) throws IOException, InterruptedException {
        Path home = Applications.folder().resolve("target/npm");
        Path folder = home.resolve("node_modules").resolve(name);
        if (Files.exists(folder.resolve("package.json"))) {
            return folder;
        }
        Files.createDirectories(home);
        Path log = home.resolve("npm.log");
        int exitCode = -1;
        try {
            Process process = new ProcessBuilder(
                            "npm",
                            "install",
                            "--silent",
                            "--no-audit",
                            "--no-fund",
                            "--no-save",
                            "--prefix",
                            home.toString(),
                            name + "@" + version)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor(5, TimeUnit.MINUTES)) {
                exitCode = process.exitValue();
            } else {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            Files.writeString(log, String.valueOf(e.getMessage()), StandardCharsets.UTF_8);
        }
        if (exitCode != 0 && "yes".equals(System.getenv(REQUIRE_TOOLS))) {
            assertThat(exitCode)
                    .as("npm install %s: %s", name, Files.readString(log))
                    .isZero();
        }
        Assumptions.assumeTrue(
                exitCode == 0, "npm cannot bring " + name + ": install Node.js with npm, or its registry");
        return folder;
    }
}
