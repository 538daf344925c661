package org.manyhands.assimilator.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.Units;

class SumAssemblerTest {
    @TempDir
    Path folder;

    @Test
    void wholeNumbersOfAnySizeAreAddedExactly() throws Exception {
        Units units = units().file("n", "9223372036854775807\n")
                .file("n", "9223372036854775807\n1\n")
                .file("n", "-5");

        assertThat(sum(units)).isEqualTo("18446744073709551610\n");
    }

    @Test
    void decimalsAreNotRounded() throws Exception {
        assertThat(sum(units().file("n", "0.1 0.2\n").file("n", "1e3\t+.5\r\n2.")))
                .isEqualTo("1002.8\n");
        assertThat(sum(units().file("n", "1e20").file("n", "1e-20")))
                .isEqualTo("100000000000000000000.00000000000000000001\n");
    }

    @Test
    void emptyFilesAddNothing() throws Exception {
        assertThat(sum(units().file("n", "").file("n", "\n \n"))).isEqualTo("0\n");
    }

    @Test
    void largeFilesAreReadFromTheFileStore() throws Exception {
        assertThat(sum(units().file("n", "12\n".repeat(1_000)))).isEqualTo("12000\n");
    }

    @Test
    void standardOutputIsAddedWhenNoFileIsNamed() throws Exception {
        Part part = assemble(new SumAssembler(null), units().stdout("40").stdout("2"));

        assertThat(part.headline()).isEqualTo("total = 42");
        assertThat(part.files().get(0).name()).isEqualTo("sum.txt");
    }

    @Test
    void aWordThatIsNoNumberIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> sum(units().file("n", "1").file("n", "1\n2\nthree\n")))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessageContaining("work unit 1, 'n', line 3: 'three' is no number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "1_000", "NaN", "Infinity", "1e99999", "--1", "1.2.3", "١", "1d"})
    void onlyDecimalDigitsAreNumbers(String text) {
        assertThatThrownBy(() -> sum(units().file("n", text))).hasMessageContaining("'" + text + "'");
    }

    @Test
    void aNumberOfAbsurdLengthIsRefusedInsteadOfAdded() {
        assertThatThrownBy(() -> sum(units().file("n", "9".repeat(ExactNumber.LONGEST + 1) + " 1")))
                .hasMessageContaining("is no number that can be added");
        assertThatThrownBy(() -> sum(units().file("n", "9".repeat(1_000_000))))
                .hasMessageContaining("is no number that can be added");
    }

    @Test
    void aFileThatIsMissingIsRefusedWithThoseThatAreThere() {
        assertThatThrownBy(() -> sum(units().file("n", "1").file("m", "1")))
                .hasMessageContaining("work unit 1 left no file 'n'")
                .hasMessageContaining("'m'");
    }

    @Test
    void aTruncatedStreamIsRefusedWithARemedy() {
        Units units = units().truncated(1_000_000, "1 2 3");

        assertThatThrownBy(() -> assemble(new SumAssembler(null), units))
                .hasMessageContaining("1000000 bytes to standard output")
                .hasMessageContaining("/out");
    }

    private Units units() {
        return new Units(folder.resolve("store"));
    }

    private String sum(Units units) throws Exception {
        return Files.readString(
                assemble(new SumAssembler("n"), units).files().get(0).content());
    }

    private Part assemble(Assembler assembler, Units units) throws Exception {
        return assembler.assemble(units, Workspace.below(folder.resolve("work")));
    }
}
