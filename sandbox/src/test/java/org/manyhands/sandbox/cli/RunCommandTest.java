package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.Wat;
import picocli.CommandLine;

class RunCommandTest {
    private static final String QUEENS =
            Path.of("..", "wasm-apps", "queens", "queens.wasm").toString();

    /** Copies standard input to standard output, says "warned" on standard error, and ends with exit code 3. */
    private static final byte[] ECHO = Wat.command("(data (i32.const 64) \"warned\")", """
            (i32.store (i32.const 0) (i32.const 1024))
            (i32.store (i32.const 4) (i32.const 1000))
            (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
            (call $write (i32.const 1) (i32.const 1024) (i32.load (i32.const 8)))
            (call $write (i32.const 2) (i32.const 64) (i32.const 6))
            (call $proc_exit (i32.const 3))
            """);

    @TempDir
    private Path directory;

    private final InputStream realIn = System.in;
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setIn(new ByteArrayInputStream("from the shell".getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setIn(realIn);
        System.setOut(realOut);
        System.setErr(realErr);
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        CommandLine line = Commands.line(new RunCommand());
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return line.execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws Exception {
        assertThat(out()).endsWith("}" + System.lineSeparator());
        return new ObjectMapper().readTree(out());
    }

    private String module(byte[] bytes) {
        return Wat.file(directory, bytes).toString();
    }

    @Test
    void programsOwnOutputPassesThroughWithItsExitCode() {
        assertThat(run(module(ECHO))).isEqualTo(3);
        assertThat(out()).isEqualTo("from the shell");
        assertThat(err()).startsWith("warned").contains("finished with exit code 3; fuel ", "; digest sha256:");
    }

    @Test
    void trapTellsWhereAfterTheProgramsOwnOutput() throws Exception {
        String module = module(Wat.command("(data (i32.const 64) \"warned\\0a\")", """
                (call $write (i32.const 2) (i32.const 64) (i32.const 7)) unreachable
                """));
        assertThat(run(module)).isEqualTo(134);
        assertThat(err().lines().limit(3)).containsExactly("warned", "trapped: unreachable", "  at _start");
        assertThat(run("--json", module)).isEqualTo(134);
        assertThat(json().has("backtrace")).isFalse();
        assertThat(err()).startsWith("trapped: unreachable").contains("  at _start");
    }

    @Test
    void jsonIsOneObjectWithEveryMember() throws Exception {
        assertThat(run("--json", module(ECHO))).isEqualTo(3);
        JsonNode json = json();
        List<String> members = new ArrayList<>();
        json.fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactly(
                        "outcome",
                        "exitCode",
                        "limit",
                        "trap",
                        "rule",
                        "fuel",
                        "weightsVersion",
                        "digest",
                        "module",
                        "memoryPeakBytes",
                        "wallMillis",
                        "stdout",
                        "stdoutTruncated",
                        "stderr",
                        "outputs",
                        "message");
        assertThat(json.get("outcome").asText()).isEqualTo("finished");
        assertThat(json.get("exitCode").asInt()).isEqualTo(3);
        assertThat(json.get("stdout").asText()).isEqualTo("from the shell");
        assertThat(json.get("stderr").asText()).isEqualTo("warned");
        assertThat(json.get("fuel").isTextual()).isTrue();
        assertThat(json.get("digest").asText()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void queensGiveTheKnownCountOnBothEnginesWithOneDigest() throws Exception {
        Path outputs = directory.resolve("outputs");
        assertThat(run("--json", "--out", outputs.toString(), QUEENS, "--", "8", "0", "64"))
                .isZero();
        JsonNode compiled = json();
        assertThat(outputs.resolve("count.txt")).hasContent("92");
        JsonNode output = compiled.get("outputs").get(0);
        assertThat(output.get("path").asText()).isEqualTo("count.txt");
        assertThat(output.get("sha256").asText())
                .isEqualTo("sha256:" + OutcomeDigest.sha256(Files.readAllBytes(outputs.resolve("count.txt"))));
        run("--json", "--engine", "interpreter", QUEENS, "--", "8", "0", "64");
        assertThat(json().get("digest")).isEqualTo(compiled.get("digest"));
        assertThat(json().get("fuel")).isEqualTo(compiled.get("fuel"));
        assertThat(json().get("module")).isEqualTo(compiled.get("module"));
    }

    @Test
    void directoryOfInputsIsFoundBelowInWithItsSubdirectories() throws Exception {
        Path inputs = Files.createDirectories(directory.resolve("inputs"));
        Files.createDirectories(inputs.resolve("sub"));
        Files.writeString(inputs.resolve("sub").resolve("data"), "below");
        byte[] reader = Wat.command("(data (i32.const 100) \"sub/data\")", """
                (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 100) (i32.const 8) (i32.const 0)
                  (i64.const 2) (i64.const 2) (i32.const 0) (i32.const 16)))
                (i32.store (i32.const 0) (i32.const 1024))
                (i32.store (i32.const 4) (i32.const 100))
                (drop (call $fd_read (i32.load (i32.const 16)) (i32.const 0) (i32.const 1) (i32.const 8)))
                (call $write (i32.const 1) (i32.const 1024) (i32.load (i32.const 8)))
                """);
        assertThat(run("--in", inputs.toString(), module(reader))).isZero();
        assertThat(out()).isEqualTo("below");
    }

    @Test
    void limitsEndTheRunWithTheirExitCodes() throws Exception {
        assertThat(run("--json", "--fuel", "1000000", module(Wat.endless()))).isEqualTo(ExitCodes.EXCEEDED);
        assertThat(json().get("limit").asText()).isEqualTo("fuel");
        assertThat(json().get("fuel").asText()).isEqualTo("1000000");
        assertThat(run("--timeout", "300ms", module(Wat.endless()))).isEqualTo(ExitCodes.MISUSE);
        assertThat(err()).contains("wall clock", "300");
        assertThat(run("--json", "--timeout", "300ms", module(Wat.endless()))).isEqualTo(ExitCodes.MISUSE);
        assertThat(json().get("outcome").asText()).isEqualTo("host-failed");
        assertThat(json().get("message").asText()).contains("wall clock", "300");
        assertThat(run("--json", "--memory", "64KiB", module(ECHO))).isEqualTo(ExitCodes.EXCEEDED);
        assertThat(json().get("limit").asText()).isEqualTo("memory");
        assertThat(run("--json", "--output-files", "0", QUEENS, "--", "8", "0", "64"))
                .isEqualTo(ExitCodes.EXCEEDED);
        assertThat(json().get("limit").asText()).isEqualTo("output");
        assertThat(run("--json", module(Wat.command("", "unreachable")))).isEqualTo(ExitCodes.TRAPPED);
        assertThat(json().get("trap").asText()).isEqualTo("unreachable");
    }

    @Test
    void moduleThatIsRefusedSaysByWhichRule() throws Exception {
        byte[] module =
                Wat2Wasm.parse("(module (import \"env\" \"open\" (func)) (memory 1) (func (export \"_start\")))");
        assertThat(run("--json", module(module))).isEqualTo(ExitCodes.REFUSED);
        assertThat(json().get("outcome").asText()).isEqualTo("refused");
        assertThat(json().get("rule").asText()).isEqualTo("imports");
        assertThat(json().get("message").asText()).contains("env.open");
        assertThat(err()).contains("env.open");
        assertThat(run(module(new byte[] {1, 2, 3}))).isEqualTo(ExitCodes.REFUSED);
    }

    /** A module with a shared memory, and one that makes a vector and drops it. */
    @ParameterizedTest
    @CsvSource({
        "0061736d01000000 010401600000 03020100 050401030101 070a01065f73746172740000 0a040102000b, threads, -pthread",
        "0061736d01000000 010401600000 03020100 070a01065f73746172740000"
                + " 0a17011500fd0c000000000000000000000000000000001a0b, simd, -mno-simd128",
    })
    void moduleThatNeedsWhatIsNotThereIsRefusedWithRuleAndFlag(String hex, String rule, String flag) throws Exception {
        String module = module(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThat(run("--json", module)).isEqualTo(ExitCodes.REFUSED);
        assertThat(json().get("rule").asText()).isEqualTo(rule);
        assertThat(run(module)).isEqualTo(ExitCodes.REFUSED);
        assertThat(err()).contains(rule + ": ", "byte ", flag);
    }

    @ParameterizedTest
    @CsvSource({
        "--memry 1MiB, --memory",
        "--engin compiled, --engine",
        "--fule 5, --fuel",
        "--jsn, --json",
    })
    void unknownOptionNamesTheNearestKnownOne(String wrong, String nearest) {
        String[] words = (wrong + " " + QUEENS).split(" ");
        assertThat(run(words)).isEqualTo(ExitCodes.MISUSE);
        assertThat(err()).contains(words[0], "Did you mean " + nearest + "?").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--fuel 0 APP",
                "--fuel x APP",
                "--memory 12parsecs APP",
                "--memory 1KiB APP",
                "--timeout soon APP",
                "--engine native APP",
                "--in /no/such/directory APP",
                "--env NOVALUE APP",
                "--env =x APP",
                "--env MANYHANDS_SEED=4 APP",
                "--seed one APP",
                "--memory 3GiB APP",
                "--memory 999999999999GiB APP",
                "--output 9GiB APP",
                "--out pom.xml APP",
                "--dir . APP",
                "--write-back APP",
                "--raw --in . APP",
                "--raw --out . APP",
                "--output-files -1 APP",
                "--output-files 1000001 APP",
                "--raw --fuel 5 APP",
                "--raw --output-files 5 APP",
                "--raw --write-back APP",
                "--raw --dir /no/such/directory APP",
                "--raw --dir .:: APP",
                "--raw --dir . --dir .::. APP",
                "--raw --write-back --dir . --dir ./src::b APP",
                "src",
                "no-such-file.wasm",
                ""
            })
    void wrongUseIsSaidInWords(String words) {
        String[] arguments =
                words.isEmpty() ? new String[0] : words.replace("APP", QUEENS).split(" ");
        assertThat(run(arguments)).isEqualTo(ExitCodes.MISUSE);
        assertThat(err()).startsWith("run: ").contains("run --help").doesNotContain("\tat ", "Exception");
        assertThat(out()).isEmpty();
    }

    @Test
    void wrongUseIsAnObjectWhereOneIsAskedFor() throws Exception {
        assertThat(run("--fule", "5", "--json", QUEENS)).isEqualTo(ExitCodes.MISUSE);
        assertThat(json().get("outcome").asText()).isEqualTo("misused");
        assertThat(json().get("message").asText()).contains("--fule");
        assertThat(json().get("exitCode").isNull()).isTrue();
        assertThat(json().get("outputs")).isEmpty();
        assertThat(run("--json", "no-such-file.wasm")).isEqualTo(ExitCodes.MISUSE);
        assertThat(json().get("message").asText()).contains("there is no file no-such-file.wasm");
        assertThat(run("no-such-file.wasm", "--", "--json")).isEqualTo(ExitCodes.MISUSE);
        assertThat(out()).as("the program's own arguments").isEmpty();
    }

    @Test
    void failureBeforeTheRunIsAnObjectWhereOneIsAskedFor() throws Exception {
        System.setIn(InputStream.nullInputStream());
        Path parent = Files.writeString(directory.resolve("file"), "");
        assertThat(run("--json", "--out", parent.resolve("below").toString(), QUEENS))
                .isEqualTo(ExitCodes.MISUSE);
        assertThat(json().get("outcome").asText()).isEqualTo("host-failed");
        assertThat(json().get("message").asText()).contains("file");
    }

    @Test
    void oldFilesAreNotTakenForThoseOfThisRun() throws Exception {
        Path outputs = Files.createDirectories(directory.resolve("outputs"));
        Files.writeString(outputs.resolve("old"), "kept");
        assertThat(run("--out", outputs.toString(), QUEENS, "--", "6", "0", "16"))
                .isEqualTo(ExitCodes.MISUSE);
        assertThat(err()).contains("--out " + outputs + " is not empty", "new directory or empty it");
        assertThat(outputs).isDirectoryContaining("glob:**/old");
        Files.delete(outputs.resolve("old"));
        assertThat(run("--out", outputs.toString(), QUEENS, "--", "6", "0", "16"))
                .isZero();
    }

    @Test
    void runThatGoesOnFindsWhatItHadWritten() throws Exception {
        Path outputs = Files.createDirectories(directory.resolve("outputs"));
        Files.writeString(outputs.resolve("count.txt"), "half");
        Path saved = directory.resolve("saved");
        String[] command = {"--snapshot", saved.toString(), "--out", outputs.toString(), QUEENS, "--", "6", "0", "16"};
        assertThat(run(command)).as("nothing was saved yet").isEqualTo(ExitCodes.MISUSE);
        Files.writeString(Files.createDirectories(saved).resolve("0-1.snapshot"), "");
        assertThat(run(command)).isZero();
        assertThat(outputs.resolve("count.txt")).hasContent("1");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipeIsNoModule() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(run(pipe.toString())).isEqualTo(ExitCodes.MISUSE);
        assertThat(err()).contains("is not a regular file", "name a .wasm file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0", "-1"})
    void weightsThatNobodyKnowsAreRefusedWithThoseThatAreKnown(String version) {
        assertThat(run("--weights", version, QUEENS)).isEqualTo(ExitCodes.MISUSE);
        assertThat(out()).isEmpty();
        assertThat(err())
                .startsWith("run: --weights " + version + ": there is no such table; this program knows version 1")
                .contains("run --help")
                .doesNotContain("Exception");
    }

    @Test
    void weightsThatAreAskedForAreThoseOfTheOutcome() throws Exception {
        assertThat(run("--json", "--weights", "1", module(ECHO))).isEqualTo(3);
        assertThat(json().get("weightsVersion").asInt()).isEqualTo(1);
    }

    @Test
    void helpExplainsEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("--in", "--out", "--env", "--seed", "--fuel", "--memory", "--timeout", "--engine");
        assertThat(out()).contains("--json", "124", "125", "126", "130", "134");
    }
}
