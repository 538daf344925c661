package org.manyhands.assimilator.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.build.DraftFile;
import org.manyhands.assimilator.build.Part;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.Units;
import org.manyhands.sandbox.Limits;

/** Assemblers in real slot processes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProgramAssemblerTest {
    private static final Limits LIMITS = new Limits(50_000_000, 1 << 20, 1 << 20, 10);

    @TempDir
    Path folder;

    private Units units;

    @BeforeEach
    void units() {
        units = new Units(folder.resolve("store"))
                .unit("first", Map.of("rows.csv", "a,b\n1,2\n"))
                .unit("second", Map.of("rows.csv", "a,b\n3,4\n", "sub/large.bin", "large ".repeat(500)));
    }

    @Test
    void aProgramSeesFilesOfUnitsAndLeavesPartOfTheAnswer() throws Exception {
        Part part = assemble(Programs.copy("units/00000001/rows.csv", "picked.csv", "unit 1 it is"), Map.of());

        assertThat(part.leading()).isTrue();
        assertThat(part.headline()).isEqualTo("unit 1 it is");
        assertThat(part.files()).extracting(DraftFile::name).containsExactly("headline.txt", "picked.csv");
        assertThat(Files.readString(part.files().get(1).content())).isEqualTo("a,b\n3,4\n");
        assertThat(part.files().get(1).mediaType()).startsWith("text/csv");
    }

    @Test
    void aProgramSeesLargeFilesStandardOutputAndItsOwnFiles() throws Exception {
        String own = units.files()
                .put("known truth".getBytes(StandardCharsets.UTF_8))
                .sha256();

        assertThat(copied("units/00000001/sub/large.bin")).isEqualTo("large ".repeat(500));
        assertThat(copied("units/00000000/stdout")).isEqualTo("first");
        Part part = assemble(Programs.copy("truth/known.txt", "x", "h"), Map.of("truth/known.txt", own));
        assertThat(Files.readString(part.files().get(1).content())).isEqualTo("known truth");
    }

    @Test
    void standardOutputOfWhichTheMiddleIsMissingStopsTheProgramThatReadsItAndNoOther() throws Exception {
        units.truncated(1_000_000, "begin end");

        assertThatThrownBy(() -> copied("units/00000002/stdout"))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessage("the assembler could not be run to its end: work unit 2 wrote 1000000 bytes to standard"
                        + " output, of which only the first and last 9 in all are kept; let the program write to a"
                        + " file below /out");
        assertThat(copied("units/00000001/rows.csv")).isEqualTo("a,b\n3,4\n");
    }

    @Test
    void filesThatCannotLieTogetherAreNamed() {
        units.unit("third", Map.of("a", "1", "a/b", "2"));

        assertThatThrownBy(() -> copied("units/00000000/rows.csv"))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessage("the assembler cannot be shown the result of work unit 2: 'a' below /out is a file and the"
                        + " folder of 'a/b'");
    }

    @Test
    void anotherExitCodeThanZeroIsRefusedWithTheLastLinesOfStandardError() {
        assertThatThrownBy(() -> assemble(Programs.failing("1\n2\n3\n4\n5\nno weights in unit 3\n", 3), Map.of()))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessage("the assembler finished with exit code 3 instead of 0; standard error ends:"
                        + " 2 | 3 | 4 | 5 | no weights in unit 3");
    }

    @Test
    void aTrapIsRefused() {
        assertThatThrownBy(() -> assemble(Programs.trapping(), Map.of()))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessage("the assembler was stopped by a trap: unreachable");
    }

    @Test
    void aProgramThatNeverEndsReachesItsFuel() {
        assertThatThrownBy(() -> assemble(Programs.endless(), Map.of()))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessage("the assembler reached its limit on fuel");
    }

    @Test
    void aProgramThatTakesTooLongIsStoppedByTheClock() {
        Slots impatient = new Slots(folder.resolve("slot"), new Limits(Long.MAX_VALUE / 4, 1 << 20, 0, 0), 300);

        assertThatThrownBy(() -> assemble(Programs.endless(), Map.of(), impatient))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessageContaining("could not be run to its end: ")
                .hasMessageContaining("300 ms");
    }

    @Test
    void whatIsNoModuleIsRefused() {
        assertThatThrownBy(() -> assemble("PK not wasm".getBytes(StandardCharsets.UTF_8), Map.of()))
                .isInstanceOf(AnswerRefusedException.class)
                .hasMessageContaining("the assembler's module is refused");
    }

    @Test
    void filesThatTheStoreLostAreNamed() {
        String lost = "0".repeat(64);

        assertThatThrownBy(() -> new ProgramAssembler(lost, Map.of(), units.files(), slots(), () -> true)
                        .assemble(units, Workspace.below(folder)))
                .hasMessageContaining("the assembler's module (" + lost + ") is not in the file store");
        assertThatThrownBy(() -> assemble(Programs.trapping(), Map.of("test.csv", lost)))
                .hasMessageContaining("the assembler's file 'test.csv' (" + lost + ") is not in the file store");
    }

    private String copied(String path) throws Exception {
        Part part = assemble(Programs.copy(path, "x", "h"), Map.of());
        return Files.readString(part.files().get(1).content());
    }

    private Part assemble(byte[] program, Map<String, String> own) throws Exception {
        return assemble(program, own, slots());
    }

    private Part assemble(byte[] program, Map<String, String> own, Slots slots) throws Exception {
        String module = units.files().put(program).sha256();
        return new ProgramAssembler(module, own, units.files(), slots, () -> true)
                .assemble(units, Workspace.below(folder.resolve("work")));
    }

    private Slots slots() {
        return new Slots(folder.resolve("slot"), LIMITS, 60_000);
    }
}
