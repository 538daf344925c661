package org.manyhands.assimilator.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.assimilator.build.DraftFile;
import org.manyhands.assimilator.build.Part;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.Units;
import org.manyhands.protocol.research.BatchSpec;

class TableAssemblerTest {
    @TempDir
    Path folder;

    @Test
    void rowsOfAllWorkUnitsStandBelowOneHeader() throws Exception {
        Units units = units().file("r", "x,y\n1,2\n").file("r", "x,y\n").file("r", "x,y\n3,4\n5,6\n");

        assertThat(table(units)).isEqualTo("x,y\n1,2\n3,4\n5,6\n");
        assertThat(assemble(units, null).headline()).isEqualTo("3 rows from 3 work units");
    }

    @Test
    void fieldsStayAsTheyWereAndHaveQuotesOnlyWhereTheyNeedThem() throws Exception {
        Units units =
                units().file("r", "\"na,me\",\"plain\", spaced \r\n\"a \"\"b\"\"\",\"two\nlines\",\r\n007,1.50,é\r\n");

        assertThat(table(units)).isEqualTo("\"na,me\",plain, spaced \n\"a \"\"b\"\"\",\"two\nlines\",\n007,1.50,é\n");
    }

    @Test
    void aTableReadAgainIsTheSameTable() throws Exception {
        String once = table(units().file("r", "a\n\"\"\n\"\n\"\n x\n"));

        assertThat(once).isEqualTo("a\n\"\"\n\"\n\"\n x\n");
        assertThat(table(units().file("r", once))).isEqualTo(once);
    }

    @Test
    void emptyLinesAndAMissingLastLineEndAreNoMistakes() throws Exception {
        assertThat(table(units().file("r", "x,y\n\n1,2\n\n").file("r", "x,y\n3,4")))
                .isEqualTo("x,y\n1,2\n3,4\n");
    }

    @Test
    void headersMustAgreeAndTheRefusalNamesBothWorkUnits() {
        assertThatThrownBy(() ->
                        table(units().file("r", "x,y\n").file("r", "x,y\n").file("r", "x,z\n")))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessageContaining("work unit 0 are 'x', 'y'")
                .hasMessageContaining("work unit 2 are 'x', 'z'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x,y\\n1\\n|line 2: a row of 1 fields below a header of 2",
                "x,y\\n1,2\\n1,2,3\\n|line 3: a row of 3 fields below a header of 2",
                "``|is empty",
                "x,y\\n\"1,2\\n|no CSV",
                "x,y\\n\"1\"z,2\\n|no CSV"
            })
    void whatIsNoTableIsRefusedWithItsPlace(String text, String words) {
        assertThatThrownBy(() -> table(units().file("r", text.replace("\\n", "\n"))))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessageContaining("work unit 0, 'r'")
                .hasMessageContaining(words);
    }

    @Test
    void aRowWithoutEndIsRefusedBeforeItFillsTheMemory() {
        assertThatThrownBy(() -> table(units().file("r", "x\n\"" + "y".repeat(3 << 20))))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessageContaining("more than 1048576 characters");
    }

    @Test
    void manyRowsAreNoLongRow() throws Exception {
        String rows = "0123456789".repeat(10) + "\n";

        assertThat(table(units().file("r", "x\n" + rows.repeat(30_000)))).hasSize(2 + 30_000 * 101);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        Units units = units();
        byte[] latin = "x\nch\u00e9ri".getBytes(StandardCharsets.ISO_8859_1);
        Path place = folder.resolve("latin");
        Files.write(place, latin);

        try (CsvRows rows = new CsvRows("work unit 0", Files.newInputStream(place))) {
            assertThatThrownBy(() -> {
                        while (rows.next().isPresent()) {
                            assertThat(units).isNotNull();
                        }
                    })
                    .isInstanceOf(AnswerRefusedException.class)
                    .hasMessageContaining("not UTF-8");
        }
    }

    @Test
    void theBestRowHasTheLargestNumberAndIsTheFirstOfEquals() throws Exception {
        Units units = units().file("r", "name,score\nlow,9\nnone,nan\nempty,\n")
                .file("r", "name,score\nfirst,10.0\nsecond,10\nminus,-inf\n");

        assertThat(assemble(units, "score").headline()).isEqualTo("best score = 10.0 (name first)");
    }

    @Test
    void numbersAreComparedExactly() throws Exception {
        Units units = units().file("r", "n,k\n9007199254740992,a\n9007199254740993,b\n");

        assertThat(assemble(units, "n").headline()).isEqualTo("best n = 9007199254740993 (k b)");
    }

    @Test
    void aTableWithoutANumberHasNoBestRow() throws Exception {
        assertThat(assemble(units().file("r", "x,y\n1,nan\n"), "y").headline()).isEqualTo("1 rows from 1 work units");
    }

    @Test
    void aTextInTheColumnOfTheBestIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> assemble(units().file("r", "x,y\n1,2\n1,high\n"), "y"))
                .hasMessageContaining("work unit 0, 'r', line 3: 'high' in column 'y' is no number");
    }

    @Test
    void aColumnThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> assemble(units().file("r", "x,y\n1,2\n"), "z"))
                .hasMessageContaining("'best: z'")
                .hasMessageContaining("'x', 'y'");
    }

    @Test
    void standardOutputMayBeATable() throws Exception {
        Units units = units().stdout("x\n1\n").stdout("x\n2\n");

        Part part = new TableAssembler(null, null, null).assemble(units, Workspace.below(folder));

        assertThat(Files.readString(part.files().get(0).content())).isEqualTo("x\n1\n2\n");
    }

    @Test
    void aPlotIsAFileBesideTheTable() throws Exception {
        Units units = units().unit("", Map.of("r", "x,y,k\n1,2,a\n2,3,a\n1,5,b\n"));

        Part part = new TableAssembler("r", "y", new BatchSpec.Plot("x", "y", "k"))
                .assemble(units, Workspace.below(folder));

        assertThat(part.files()).extracting(DraftFile::name).containsExactly("table.csv", "plot.svg");
        assertThat(Files.readString(part.files().get(1).content()))
                .startsWith("<svg ")
                .contains("y by x");
    }

    @Test
    void theRowsOfDigitsMakeItsGoldenTable() throws Exception {
        Path golden = Path.of(System.getProperty("basedir", ""), "../wasm-apps/digits/golden/table.csv");
        List<String> lines = Files.readAllLines(golden);
        Units units = units();
        for (int row = 1; row < lines.size(); row += 2) {
            units.file("r", lines.get(0) + "\n" + lines.get(row) + "\n" + lines.get(row + 1) + "\n");
        }

        Part part = assemble(units, "validation_accuracy");

        assertThat(part.files().get(0).content()).hasSameBinaryContentAs(golden);
        assertThat(part.headline())
                .isEqualTo(
                        "best validation_accuracy = 0.9628 (width 24, rate 0.2, l2 0.0001, seed 1, train_accuracy 0.9954)");
    }

    private Units units() {
        return new Units(folder.resolve("store"));
    }

    private String table(Units units) throws Exception {
        return Files.readString(assemble(units, null).files().get(0).content());
    }

    private Part assemble(Units units, String best) throws Exception {
        return new TableAssembler("r", best, null).assemble(units, Workspace.below(folder.resolve("work")));
    }
}
