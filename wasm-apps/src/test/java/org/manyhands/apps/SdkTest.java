package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Outcome;

/** The C header and the Rust crate: the same program in both, with the same results and the same complaints. */
class SdkTest {
    private static final String TABLE =
            "name,count,share\n\"a \"\"b\"\", c\",3,0.1\r\n\"two\nlines\",-4,0.75\nplain,1000,1\n";

    @TempDir
    private static Path directory;

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(directory);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "rust"})
    void everyPartDoesWhatItSays(String language) throws Exception {
        Sandbox.Run run = check(language, TABLE, 16, "real=0.25", "mode=\"odd\"");

        assertThat(run.outcome()).as(run.stderr()).isEqualTo(new Outcome.Finished(0));
        String[] lines = run.stdout().split("\n", -1);
        assertThat(lines).hasSize(6);
        assertThat(lines[0]).isEqualTo("{\"mode\":\"\\u0022odd\\u0022\",\"whole\":7,\"real\":0.25,\"nothing\":null}");
        assertThat(lines[1]).isEqualTo("{\"records\":2,\"sum\":-5,\"halves\":2}");
        assertThat(lines[2]).isEqualTo("{\"path\":\"texts/a/deep.txt\",\"lines\":1,\"bytes\":5000}");
        assertThat(lines[3]).isEqualTo("{\"path\":\"texts/b.txt\",\"lines\":3,\"bytes\":3}");
        assertThat(lines[4]).matches("\\{\"random\":0\\.\\d+}");
        assertThat(lines[5]).isEmpty();
        assertThat(run.text("copy.csv")).isEqualTo("""
                name,count,share
                "a ""b"", c",3,0.03333333333333333
                "two
                lines",-4,0.25
                plain,1000,0.3333333333333333
                """);
        assertThat(run.stderr().lines())
                .hasSize(101)
                .startsWith("progress 0/1000")
                .endsWith("progress 1000/1000");
    }

    @Test
    void bothLanguagesGetTheSameRandomNumbers() throws Exception {
        assertThat(check("rust", TABLE, 16).stdout())
                .isEqualTo(check("c", TABLE, 16).stdout());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "whole=101   | 2 | whole is \"101\": give a whole number from 1 to 100",
                "whole=      | 2 | whole is \"\": give a whole number from 1 to 100",
                "real=nan    | 2 | real is \"nan\": give a number from 0 to 1",
                "real=0.5.   | 2 | real is \"0.5.\": give a number from 0 to 1",
                "hole=1      | 2 | argument \"hole=1\" is unknown or given twice: known are mode, whole, real",
                "mode=short  | 1 | a row of /out/copy.csv has 2 cells, and its header has 3",
                "mode=column | 2 | /in/table.csv has no column \"colour\" in its first line"
            })
    void wrongArgumentsAndRowsAreNamed(String argument, int exitCode, String message) throws Exception {
        for (String language : new String[] {"c", "rust"}) {
            complains(check(language, TABLE, 16, argument), exitCode, message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name,count,share~a,b,0       | count in /in/table.csv is \"b\": give a whole number from -1000 to 1000",
                "name,count,share~a,1,0~a,1   | /in/table.csv, line 3: needs 3 fields, as the first line has, and has 2",
                "name,count,share~\"a,1,0~b   | /in/table.csv, line 3: a quoted field does not end",
                "``                           | /in/table.csv is empty: its first line must name its columns"
            })
    void wrongTablesAreNamedWithTheirLine(String table, String message) throws Exception {
        for (String language : new String[] {"c", "rust"}) {
            complains(check(language, table.strip().replace('~', '\n'), 16), 2, message);
        }
    }

    @Test
    void aFileThatHoldsHalfARecordIsNamed() throws Exception {
        for (String language : new String[] {"c", "rust"}) {
            complains(
                    check(language, TABLE, 12),
                    2,
                    "/in/records.bin has 12 bytes, not a multiple of 8, the size of a record");
        }
    }

    private static void complains(Sandbox.Run run, int exitCode, String message) {
        assertThat(run.stderr()).isEqualTo("check: " + message + "\n");
        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(exitCode));
    }

    /** Runs the program of one language with a table, and so many bytes of records. */
    private static Sandbox.Run check(String language, String table, int recordBytes, String... arguments)
            throws Exception {
        byte[] records = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(7)
                .putFloat(0.5f)
                .putInt(-12)
                .putFloat(1.5f)
                .array();
        Map<String, Path> inputs = Map.of(
                "table.csv", write(table.getBytes(StandardCharsets.UTF_8)),
                "records.bin", write(Arrays.copyOf(records, recordBytes)),
                "texts/b.txt", write(new byte[] {'1', '\n', '2', '\r', '\n', 0}),
                "texts/a/deep.txt", write("x".repeat(5000).getBytes(StandardCharsets.UTF_8)));
        return sandbox.run("sdk/check-" + language + ".wasm", inputs, arguments);
    }

    private static Path write(byte[] bytes) throws Exception {
        return Files.write(Files.createTempFile(directory, "input", ""), bytes);
    }
}
