package org.manyhands.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Wat;
import picocli.CommandLine;

class InspectCommandTest {
    private static final String QUEENS =
            Path.of("..", "wasm-apps", "queens", "queens.wasm").toString();

    @TempDir
    private Path directory;

    private final InputStream realIn = System.in;
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void redirect() {
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setIn(realIn);
        System.setOut(realOut);
        System.setErr(realErr);
    }

    private int inspect(String... arguments) {
        out.reset();
        err.reset();
        CommandLine line = Commands.line(new InspectCommand());
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return line.execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out());
    }

    private String file(byte[] bytes) {
        return Wat.file(directory, bytes).toString();
    }

    @Test
    void moduleThatMayRunIsDescribed() throws Exception {
        assertThat(inspect(QUEENS)).isZero();
        assertThat(out())
                .contains(QUEENS + ": a source module", "a command: _start runs it")
                .contains("wasi_snapshot_preview1.fd_write (i32 i32 i32 i32) -> (i32)", "_start () -> ()")
                .contains("largestFunctionBytes", "printf_core", "memoryInitialBytes 131072", "accepted: it may run");
        assertThat(inspect("--json", QUEENS)).isZero();
        assertThat(json().get("accepted").asBoolean()).isTrue();
        assertThat(json().get("kind").asText()).isEqualTo("source");
        assertThat(json().get("weightsVersion").isNull()).isTrue();
        assertThat(json().get("sizes").get("functions").asInt()).isPositive();
    }

    @Test
    void refusedModuleIsDescribedAllTheSame() throws Exception {
        byte[] module = Wat2Wasm.parse("(module (import \"env\" \"open\" (func)) (import \"env\" \"g\" (global i32))"
                + " (memory 2) (func $f (param i64) (result i64) (i64.extend8_s (local.get 0)))"
                + " (func $sat (drop (i32.trunc_sat_f32_s (f32.const 1)))) (func (export \"_initialize\")))");
        assertThat(inspect(file(module))).isEqualTo(ExitCodes.REFUSED);
        assertThat(out())
                .contains("a reactor (a library)", "env.open () -> ()", "env.g global")
                .contains("sign-ext, first met in function 1, byte ", "nontrapping-fptoint")
                .contains("refused", "imports: import env.open at byte", "entry: ")
                .contains("none is declared");
        assertThat(inspect("--json", file(module))).isEqualTo(ExitCodes.REFUSED);
        assertThat(json().get("violations")).hasSize(3);
        assertThat(json().get("violations").get(0).get("remedy").asText()).isNotBlank();
        assertThat(json().get("features").get(0).get("feature").asText()).isEqualTo("nontrapping-fptoint");
    }

    @Test
    void simdIsNamedWithItsFunctionAndTheFlagThatAvoidsIt() {
        byte[] simd = Wat2Wasm.parse("(module (memory 1) (func (export \"_start\")"
                + " (drop (i8x16.extract_lane_s 0 (v128.const i32x4 0 0 0 0)))))");
        assertThat(inspect(file(simd))).isEqualTo(ExitCodes.REFUSED);
        assertThat(out())
                .contains("simd, first met in function 0 (_start)", "-mno-simd128", "-C target-feature=-simd128");
    }

    @Test
    void productSaysWhatMadeIt() throws Exception {
        Path product = directory.resolve("product.wasm");
        try (OwnSlot own = OwnSlot.open(org.manyhands.sandbox.Limits.DEFAULT)) {
            own.slot().instrument(Path.of(QUEENS), product);
        }
        assertThat(inspect(product.toString())).isZero();
        assertThat(out()).contains("a product of rewrite ", "metered by weights ", "manyhands.slice (i64) -> (i64)");
        assertThat(inspect("--json", product.toString())).isZero();
        assertThat(json().get("kind").asText()).isEqualTo("product");
    }

    @Test
    void anyFileIsLookedAt() throws Exception {
        byte[] queens = Files.readAllBytes(Path.of(QUEENS));
        for (int length : new int[] {0, 3, 7, 8, 9, 100, 1_000, 20_000, queens.length - 1}) {
            assertThat(inspect("--json", file(Arrays.copyOf(queens, length))))
                    .as("first " + length + " bytes")
                    .isIn(0, ExitCodes.REFUSED);
            assertThat(json().get("bytes").asInt()).isEqualTo(length);
        }
        assertThat(inspect(file(new byte[] {0, 'a', 's', 'm', 13, 0, 1, 0}))).isEqualTo(ExitCodes.REFUSED);
        assertThat(out()).contains("component", "wasm32-wasip2");
        assertThat(inspect(file("int main() {}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ExitCodes.REFUSED);
        assertThat(out())
                .contains(": no module that can be read", "a text that begins with")
                .doesNotContain("source module", "imports", "sizes");
    }

    @Test
    void fileLargerThanAnyModuleIsNotReadIntoMemory() throws Exception {
        Path huge = directory.resolve("huge.wasm");
        try (java.io.RandomAccessFile sparse = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength((256L << 20) + 1);
        }
        assertThat(inspect("--json", huge.toString())).isEqualTo(ExitCodes.REFUSED);
        assertThat(json().get("violations").get(0).get("rule").asText()).isEqualTo("size");
        assertThat(json().get("bytes").asLong()).isEqualTo((256L << 20) + 1);
    }

    /** Names are chosen by whoever wrote the module; they must not be able to rewrite what a person sees. */
    @Test
    void namesCannotMoveTheCursor() {
        byte[] module =
                Wat2Wasm.parse("(module (import \"a\\0d\\0a\" \"b\" (func)) (func (export \"\\1b[2Jaccepted\")))");
        assertThat(inspect(file(module))).isEqualTo(ExitCodes.REFUSED);
        assertThat(out()).doesNotContain("\u001b", "\r").contains("?[2Jaccepted");
    }

    @Test
    void profileShowsTheHottestFunctionsAndAddsUp() throws Exception {
        assertThat(inspect("--profile", "--top", "3", QUEENS, "--", "8", "0", "64"))
                .isZero();
        assertThat(out().lines().skip(1).findFirst().orElseThrow()).endsWith("completions");
        assertThat(out()).contains("other functions", "in all");
        assertThat(inspect("--profile", "--json", QUEENS, "--", "8", "0", "64")).isZero();
        long sum = 0;
        for (JsonNode function : json().get("functions")) {
            sum += function.get("fuel").asLong();
        }
        assertThat(sum).isEqualTo(json().get("fuel").asLong());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such.wasm",
                "/dev/null",
                "src",
                "--profile --top 0 APP",
                "--profile --fuel 0 APP",
                "--profle APP",
                "APP -- argument",
                ""
            })
    void wrongUseIsSaidInWords(String words) {
        String[] arguments =
                words.isEmpty() ? new String[0] : words.replace("APP", QUEENS).split(" ");
        assertThat(inspect(arguments)).isEqualTo(ExitCodes.MISUSE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("inspect: ")
                .contains("inspect --help")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void wrongUseIsAnObjectWhereOneIsAskedFor() throws Exception {
        assertThat(inspect("--json", "no-such.wasm")).isEqualTo(ExitCodes.MISUSE);
        assertThat(json().get("outcome").asText()).isEqualTo("misused");
        assertThat(json().get("message").asText()).contains("there is no file no-such.wasm");
    }

    @Test
    void refusedProfileIsAnObjectWhereOneIsAskedFor() throws Exception {
        assertThat(inspect("--profile", "--json", file(new byte[] {1, 2, 3}))).isEqualTo(ExitCodes.REFUSED);
        assertThat(json().get("outcome").asText()).isEqualTo("refused");
        assertThat(json().get("rule").asText()).isEqualTo("module");
    }
}
