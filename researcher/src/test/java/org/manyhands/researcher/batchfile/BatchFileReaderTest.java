package org.manyhands.researcher.batchfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.BatchSpec.AnswerPart.Kind;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Dataset.By;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;
import org.manyhands.protocol.research.BatchSpec.Plot;
import org.manyhands.protocol.research.BatchSpec.Target;
import org.manyhands.researcher.batchfile.BatchFile.Answer;
import org.manyhands.researcher.batchfile.BatchFile.Dataset;
import org.manyhands.researcher.batchfile.BatchFile.Grid;
import org.manyhands.researcher.batchfile.BatchFile.Range;
import org.manyhands.researcher.batchfile.BatchFile.Whole;

class BatchFileReaderTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        byte[] module = HexFormat.of().parseHex("0061736d01000000");
        Files.write(folder.resolve("app.wasm"), module);
        Files.write(folder.resolve("assemble.wasm"), module);
        Files.write(folder.resolve("component.wasm"), HexFormat.of().parseHex("0061736d0d000100"));
        Files.createDirectories(folder.resolve("data/more"));
        Files.writeString(folder.resolve("data/train.csv"), "a,b\n1,2\n");
        Files.writeString(folder.resolve("data/more/test.csv"), "a,b\n3,4\n");
    }

    private BatchFile read(String yaml) throws IOException, ConfigException {
        return BatchFileReader.read(Files.writeString(folder.resolve("batch.yaml"), yaml));
    }

    @Test
    void fiveLinesAreEnough() throws Exception {
        BatchFile batch = read("""
                name: primes
                application: app.wasm
                range: {from: 0, to: 100, per-unit: 10}
                args: ["{from}", "{to}"]
                answer: sum
                """);

        assertThat(batch.application().name()).isEqualTo("app");
        assertThat(batch.application().version()).isNull();
        assertThat(batch.cut()).isEqualTo(new Range(0, 100, 10));
        assertThat(batch.arguments()).containsExactly("{from}", "{to}");
        assertThat(batch.answer()).containsExactly(new Answer(Kind.SUM, null, null, null, null, Map.of()));
        assertThat(batch.quorum()).isZero();
        assertThat(batch.canaries()).isEqualTo(-1);
        assertThat(batch.tailCopies()).isTrue();
        assertThat(batch.target()).isNull();
        assertThat(batch.sizes()).isFalse();
        assertThat(batch.copies()).isEqualTo(CopyLimits.DEFAULTS);
        assertThat(batch.fundsMicrocredits()).isEmpty();
        assertThat(batch.visibleToAll()).isFalse();
    }

    @Test
    void everyKeyIsRead() throws Exception {
        BatchFile batch = read("""
                name: digits
                application:
                  module: app.wasm
                  name: train
                  version: "1.10"
                  files: {net/start.csv: data/train.csv}
                  args: [quiet, 7]
                inputs: {train.csv: data/train.csv}
                grid: {width: [8, 16], rate: [0.10, 1e-3, yes]}
                per-unit: 4
                args: ["6", "{unit}"]
                quorum: 3
                limits: {fuel: 2_000_000, memory: 16MiB, output: 64KiB, max-error-results: 6, max-total-results: 12, max-success-results: 8}
                canaries: 0
                tail-copies: false
                target: {hosts: [12, "31"], accounts: [ada], copies: 5}
                sizes: true
                public: true
                funds: 12.5
                answer:
                  - table: {file: rows.csv, best: accuracy, plot: {x: width, y: accuracy, series: rate}}
                  - wasm: {module: assemble.wasm, files: {test.csv: data/more/test.csv}}
                """);

        assertThat(batch.application().version()).isEqualTo("1.10");
        assertThat(batch.application().arguments()).containsExactly("quiet", "7");
        assertThat(batch.application().files()).containsOnlyKeys("net/start.csv");
        assertThat(batch.inputs()).containsEntry("train.csv", folder.resolve("data/train.csv"));
        assertThat(batch.cut())
                .isEqualTo(new Grid(
                        List.of(
                                new Parameter("width", List.of("8", "16")),
                                new Parameter("rate", List.of("0.10", "1e-3", "yes"))),
                        4));
        assertThat(batch.quorum()).isEqualTo(3);
        assertThat(batch.fuelLimit()).isEqualTo(2_000_000);
        assertThat(batch.memoryLimitBytes()).isEqualTo(16 << 20);
        assertThat(batch.outputLimitBytes()).isEqualTo(65_536);
        assertThat(batch.canaries()).isZero();
        assertThat(batch.tailCopies()).isFalse();
        assertThat(batch.target()).isEqualTo(new Target(List.of(new HostId(12), new HostId(31)), List.of("ada"), 5));
        assertThat(batch.sizes()).isTrue();
        assertThat(batch.copies()).isEqualTo(new CopyLimits(0, 6, 12, 8));
        assertThat(batch.visibleToAll()).isTrue();
        assertThat(batch.fundsMicrocredits()).hasValue(12_500_000);
        assertThat(batch.answer())
                .containsExactly(
                        new Answer(
                                Kind.TABLE,
                                "rows.csv",
                                "accuracy",
                                new Plot("width", "accuracy", "rate"),
                                null,
                                Map.of()),
                        new Answer(
                                Kind.WASM,
                                null,
                                null,
                                null,
                                folder.resolve("assemble.wasm"),
                                Map.of("test.csv", folder.resolve("data/more/test.csv"))));
    }

    @Test
    void aVerifierIsAModuleOfTheApplication() throws Exception {
        BatchFile batch = read("name: n\napplication: {module: app.wasm, verifier: assemble.wasm}\n");

        assertThat(batch.application().verifier()).isEqualTo(folder.resolve("assemble.wasm"));
        assertThatThrownBy(() -> read("name: n\napplication: {module: app.wasm, verifier: data/train.csv}\n"))
                .hasMessageContainingAll("'application.verifier'", "train.csv", "is not a WebAssembly module");
    }

    @Test
    void withoutCutThereIsOneWorkUnitWhoseOutputIsTheAnswer() throws Exception {
        BatchFile batch = read("name: one\napplication: app.wasm\n");

        assertThat(batch.cut()).isEqualTo(new Whole());
        assertThat(batch.answer()).extracting(Answer::kind).containsExactly(Kind.CONCAT);
    }

    @Test
    void aDatasetIsAFileAListOrAFolder() throws Exception {
        String start = "name: d\napplication: app.wasm\ndataset: ";

        assertThat(read(start + "{file: data/train.csv, by: rows, per-unit: 5, header: true}")
                        .cut())
                .isEqualTo(new Dataset(Map.of("train.csv", folder.resolve("data/train.csv")), By.ROWS, 5, true));
        assertThat(((Dataset) read(start + "{files: [data/train.csv, data/more/test.csv], by: bytes, per-unit: 9}")
                                .cut())
                        .files())
                .containsOnlyKeys("train.csv", "test.csv");
        assertThat(((Dataset) read(start + "{files: data, by: FILES, per-unit: 1}")
                                .cut())
                        .files())
                .containsOnlyKeys("train.csv", "more/test.csv");
    }

    /** Each mistake stands on line 3 or below of a description that is right otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "quorom: 2 | 3 | 1 | unknown key 'quorom'; did you mean 'quorum'?",
                "quorum: 11 | 3 | 9 | key 'quorum': expected a whole number from 1 to 10, found '11'",
                "quorum: two | 3 | 9 | key 'quorum': expected a whole number from 1 to 10, found 'two'",
                "quorum: | 3 | 8 | key 'quorum': expected a whole number from 1 to 10, found nothing",
                "quorum: [2] | 3 | 9 | key 'quorum': expected a whole number from 1 to 10, found a list",
                "error-rate: 0.02 | 3 | 13 | key 'error-rate': expected a share from 0.000001 to 0.01, found '0.02'",
                "error-rate: few | 3 | 13 | key 'error-rate': expected a share from 0.000001 to 0.01, found 'few'",
                "error-rate: 0.001\\ntail-copies: true | 4 | 14 | 'error-rate' and 'tail-copies' exclude each other",
                "tail-copies: 3 | 3 | 14 | key 'tail-copies': expected true or false, found '3'",
                "target: {} | 3 | 9 | key 'target': expected hosts, accounts or copies",
                "target: {hosts: [attic]} | 3 | 18 | key 'target.hosts'",
                "target: {copies: 51} | 3 | 18 | key 'target.copies': expected a whole number from 2 to 50, found '51'",
                "target: {host: [1]} | 3 | 10 | unknown key 'target.host'; did you mean 'hosts'?",
                "public: maybe | 3 | 9 | key 'public': expected true or false, found 'maybe'",
                "funds: -5 | 3 | 8 | key 'funds': expected an amount of credits such as 500 or 0.25",
                "limits: {memory: 64MB} | 3 | 18 | key 'limits.memory': expected a size from 64 KiB to 1 GiB, such as 64MiB",
                "limits: {memory: 1KiB} | 3 | 18 | key 'limits.memory': expected a size from 64 KiB to 1 GiB",
                "limits: {memory: 64GiB} | 3 | 18 | key 'limits.memory': expected a size from 64 KiB to 1 GiB, such as 64MiB (units: B, KiB, MiB, GiB), found '64GiB'",
                "limits: {memory: 1_073_741_825} | 3 | 18 | key 'limits.memory': expected a size from 64 KiB to 1 GiB",
                "limits: {output: 2GiB} | 3 | 18 | key 'limits.output': expected a size from 1 B to 1 GiB",
                "limits: {fuel: 1_000_000_000_000_001} | 3 | 16 | key 'limits.fuel': expected a whole number from 1 to 1000000000000000",
                "canaries: 1001 | 3 | 11 | key 'canaries': expected a whole number from 0 to 1000, found '1001'",
                "limits: {fule: 5} | 3 | 10 | unknown key 'limits.fule'; did you mean 'fuel'?",
                "range: {from: 0, per-unit: 1} | 3 | 8 | key 'range.to' is missing",
                "range: {from: 5, to: 5, per-unit: 1} | 3 | 22 | key 'range.to': expected a whole number above from, which is 5, found '5'",
                "range: {from: 0, to: 5, per-unit: 0} | 3 | 35 | key 'range.per-unit': expected a whole number of at least 1, found '0'",
                "range: {from: 0, to: 9223372036854775808, per-unit: 1} | 3 | 22 | key 'range.to': expected a whole number of 64 bits, found '9223372036854775808'",
                "grid: {} | 3 | 7 | key 'grid': expected at least one parameter",
                "grid: {a: 5} | 3 | 11 | key 'grid.a': expected a list of values, found '5'",
                "grid: {a: []} | 3 | 11 | key 'grid.a': expected at least one value",
                "grid: {a: [[1]]} | 3 | 12 | key 'grid.a[0]': expected a text, found a list",
                "grid: {from: [1]} | 3 | 8 | key 'grid': expected the name of a parameter",
                "per-unit: 4 | 3 | 11 | key 'per-unit': expected only beside grid",
                "dataset: {file: data/none.csv, by: rows, per-unit: 1} | 3 | 17 | key 'dataset.file': there is no such file",
                "dataset: {file: data, by: rows, per-unit: 1} | 3 | 17 | key 'dataset.file': expected a file, found a folder; a folder or a list of files goes under the key 'files' instead (looked for",
                "dataset: {file: [data/train.csv], by: files, per-unit: 1} | 3 | 17 | key 'dataset.file': expected the path of a file, found a list; a folder or a list of files goes under the key 'files' instead",
                "dataset: {file: data/train.csv, by: lines, per-unit: 1} | 3 | 37 | key 'dataset.by': expected one of rows, bytes, files, found 'lines'",
                "dataset: {file: data/train.csv, by: bytes, per-unit: 1, header: true} | 3 | 65 | key 'dataset.header': expected it only with by: rows",
                "dataset: {by: rows, per-unit: 1} | 3 | 10 | key 'dataset': expected exactly one of file and files",
                "dataset: {files: nowhere, by: rows, per-unit: 1} | 3 | 18 | key 'dataset.files': expected a list of files or a folder, found 'nowhere'",
                "inputs: {../up.csv: data/train.csv} | 3 | 10 | key 'inputs': expected a relative path such as train.csv or data/train.csv, found '../up.csv'",
                "inputs: {/etc/passwd: data/train.csv} | 3 | 10 | key 'inputs': expected a relative path",
                "inputs: [data/train.csv] | 3 | 9 | key 'inputs': expected a mapping such as {train.csv: data/train.csv}",
                "args: [1, {a: b}] | 3 | 11 | key 'args[1]': expected a text, found a mapping",
                "args: [`{form}`] | 3 | 8 | nothing replaces '{form}'; did you mean '{from}'?",
                "answer: summ | 3 | 9 | key 'answer': there is no way 'summ' to make an answer; did you mean 'sum'?",
                "answer: [] | 3 | 9 | key 'answer': expected at least one part",
                "answer: [table: {plot: {x: a}}] | 3 | 24 | key 'answer.table.plot.y' is missing",
                "answer: [wasm: {module: data/train.csv}] | 3 | 25 | key 'answer.wasm.module': train.csv is not a WebAssembly module: it begins with the bytes 612c620a312c320a",
                "answer: [sum: {file: ../x}] | 3 | 22 | key 'file': expected a relative path",
                "name: again | 3 | 1 | key 'name' stands on line 1 already",
                "a: *b | 3 | 4 | '*b' is a reference to another place",
                "quorum: [2 | 3 | 11 | this is no YAML: while parsing a flow sequence: expected ',' or ']', but got",
                "quorum: 2\\n---\\nname: x | 5 | 1 | a second document begins here"
            })
    void aMistakeNamesItsLineItsColumnAndWhatWasExpected(String mistake, int line, int column, String expected) {
        String wrong = mistake.replace("`", "\"").replace("\\n", "\n");
        assertThatThrownBy(() -> read("name: n\napplication: app.wasm\n" + wrong + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("batch.yaml, line " + line + ", column " + column + ": ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application: app.wasm | line 1, column 1: key 'name' is missing; expected a name for people",
                "name: n | line 1, column 1: key 'application' is missing",
                "just text | line 1, column 1: expected a mapping with some of the keys",
                "'' | the file is empty; expected keys: name, application",
                "# nothing | the file is empty; expected keys: name, application"
            })
    void whatIsMissingIsNamed(String yaml, String expected) {
        assertThatThrownBy(() -> read(yaml + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aComponentIsToldFromAModule() {
        assertThatThrownBy(() -> read("name: n\napplication: {module: component.wasm}\n"))
                .hasMessageContaining(
                        "line 2, column 23: key 'application.module': component.wasm is a WebAssembly component");
    }

    @Test
    void twoWaysOfCuttingAreOneTooMany() {
        assertThatThrownBy(() -> read("""
                        name: n
                        application: app.wasm
                        range: {from: 0, to: 9, per-unit: 1}
                        grid: {a: [1]}
                        """))
                .hasMessageContaining(
                        "line 4, column 7: key 'grid': expected at most one of dataset, range, grid, found range and grid");
    }

    @Test
    void noTwoFilesHaveTheSamePlace() {
        assertThatThrownBy(() -> read("""
                        name: n
                        application: {module: app.wasm, files: {train.csv: data/train.csv}}
                        inputs: {train.csv: data/train.csv}
                        """))
                .hasMessageContaining(
                        "line 3, column 10: key 'inputs': 'train.csv' is below /in already, by key 'application.files'");
        assertThatThrownBy(() -> read("""
                        name: n
                        application: app.wasm
                        inputs: {params.csv: data/train.csv}
                        grid: {a: [1]}
                        """))
                .hasMessageContaining(
                        "line 4, column 7: key 'grid': 'params.csv' is below /in already, by key 'inputs'");
        assertThatThrownBy(() -> read("""
                        name: n
                        application: app.wasm
                        inputs: {a: data/train.csv, a/b: data/train.csv}
                        """)).hasMessageContaining("'a/b' and 'a' cannot both be below /in");
    }

    @Test
    void aParameterWithSeveralValuesInAWorkUnitHasNoPlaceholder() {
        assertThatThrownBy(() -> read("""
                        name: n
                        application: app.wasm
                        grid: {width: [1, 2]}
                        per-unit: 2
                        args: ["{width}"]
                        """))
                .hasMessageContaining("line 5, column 8")
                .hasMessageContaining("has several values of it, in /in/params.csv");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> BatchFileReader.read(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none.yaml: there is no such file");
    }
}
