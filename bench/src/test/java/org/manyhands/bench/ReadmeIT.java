package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README says, with the very texts that stand there: keeps a demo, and brings a program of one's own to it
 * with a fresh account. Where clang is not installed, the prebuilt example stands in for the compiled program.
 */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("status page +(http://[0-9.:]+)/");
    private static final Pattern HOME = Pattern.compile("manyhands down --home (\\S+)");

    @TempDir
    private Path folder;

    @Test
    void a_program_of_ones_own_comes_back_with_its_answer() throws Exception {
        Launcher launcher = new Launcher(folder);
        String section = section("## Run your own program", "## Lend a computer");

        Launcher.Said demo = launcher.run("demo", "--keep", "--queens", "8");
        assertThat(demo.exitCode()).as(demo.output()).isZero();
        String url = find(ADDRESS, demo.output());
        String home = find(HOME, demo.output());
        try {
            theProjectIsThere(url);
            String answer = follow(launcher, section, url);
            assertThat(answer).contains("9592");
        } finally {
            Launcher.Said down = launcher.run("down", "--home", home, "--volumes");
            assertThat(down.exitCode()).as(down.output()).isZero();
        }
        assertThat(Path.of(home)).doesNotExist();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(line -> line.contains(home) || line.contains("agents/alice"))
                                .isPresent()))
                .as("processes of the demo that are left")
                .isEmpty();
    }

    /** Runs each command of the section; answers what the last one said. */
    private String follow(Launcher launcher, String section, String url) throws Exception {
        String last = "";
        Matcher block = BLOCK.matcher(section);
        while (block.find()) {
            String text = block.group(2);
            switch (block.group(1)) {
                case "c" -> Files.writeString(folder.resolve("primes.c"), text);
                case "yaml" -> Files.writeString(folder.resolve("primes.yaml"), text);
                case "sh" -> {
                    for (String line : text.lines().toList()) {
                        last = command(launcher, line, url);
                    }
                }
                default -> throw new AssertionError("the README has a block of " + block.group(1));
            }
        }
        return last;
    }

    private String command(Launcher launcher, String line, String url) throws Exception {
        if (line.startsWith("clang") && !Files.isExecutable(Path.of("/usr/bin/clang-19"))) {
            Files.copy(Roots.ofSource().resolve("wasm-apps/example/hello.wasm"), folder.resolve("primes.wasm"));
            return "";
        }
        String here = line.replace(
                        "./manyhands", Roots.ofSource().resolve("manyhands").toString())
                .replace("http://127.0.0.1:8080", url);
        Launcher.Said said = launcher.run(List.of("sh", "-c", here));
        assertThat(said.exitCode()).as(line + "\n" + said.output()).isZero();
        return said.output();
    }

    private static void theProjectIsThere(String url) throws Exception {
        assertThat(get(url + "/").body()).contains("queens-8", "total = 92", "plot.svg");
        HttpResponse<String> status = get(url + "/api/v1/status");
        assertThat(status.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(status.body()).contains("\"journalBalances\":true");
        assertThat(get(url + "/readyz").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String section(String from, String to) throws Exception {
        String readme = Files.readString(Roots.ofSource().resolve("README.md"));
        return readme.substring(readme.indexOf(from), readme.indexOf(to));
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
