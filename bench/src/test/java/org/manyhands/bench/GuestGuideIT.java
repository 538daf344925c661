package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page for those who write applications says, with the very texts that stand there. */
class GuestGuideIT {
    /** A file to be saved: its name stands before its text. */
    private static final Pattern FILE =
            Pattern.compile("as `([\\w./-]+)`(?:[^`\\n]*):\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final List<String> COMPILERS = List.of("/usr/bin/clang-19", "/usr/bin/rustc", "/usr/bin/wasm-ld-14");

    @TempDir
    private Path folder;

    @Test
    void anApplicationInTenMinutesInCAndInRust() throws Exception {
        for (String compiler : COMPILERS) {
            boolean there = Files.isExecutable(Path.of(compiler));
            assertThat(there || !"yes".equals(System.getenv("MANYHANDS_REQUIRE_TOOLS")))
                    .as("%s is there", compiler)
                    .isTrue();
            Assumptions.assumeTrue(
                    there, "no " + compiler + "; Debian: apt install clang-19 rustc libstd-rust-dev-wasm32 lld-14");
        }
        String page = Files.readString(Roots.ofSource().resolve("docs/guest.md"));
        save(page);

        Launcher launcher = new Launcher(folder);
        Matcher commands = COMMANDS.matcher(page);
        int count = 0;
        while (commands.find()) {
            for (String line : commands.group(1).lines().toList()) {
                Launcher.Said said = launcher.run(List.of("sh", "-c", here(line)));
                assertThat(said.exitCode()).as(line + "\n" + said.output()).isZero();
                count++;
            }
        }

        assertThat(count).isGreaterThan(5);
        assertThat(folder.resolve("wet-rust/wet.csv"))
                .hasContent("day,millimetres\n2026-03-02,4.5\n2026-03-03,12.25\n");
    }

    private void save(String page) throws Exception {
        Matcher file = FILE.matcher(page);
        while (file.find()) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        assertThat(folder.resolve("rain.c")).exists();
        assertThat(folder.resolve("rain.rs")).exists();
    }

    private static String here(String line) {
        Path root = Roots.ofSource();
        return line.replace("./manyhands", root.resolve("manyhands").toString())
                .replace("wasm-apps/", root.resolve("wasm-apps") + "/");
    }
}
