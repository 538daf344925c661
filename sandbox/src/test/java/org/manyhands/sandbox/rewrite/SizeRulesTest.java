package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.HEADER;
import static org.manyhands.sandbox.rewrite.TestModules.START;
import static org.manyhands.sandbox.rewrite.TestModules.check;
import static org.manyhands.sandbox.rewrite.TestModules.only;
import static org.manyhands.sandbox.rewrite.TestModules.withCode;
import static org.manyhands.sandbox.rewrite.TestModules.withFunctions;
import static org.manyhands.sandbox.rewrite.TestModules.withLocals;
import static org.manyhands.sandbox.rewrite.TestModules.withSection;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.ModuleReport.Violation;

/** How large a module and its parts may be. */
class SizeRulesTest {
    @Test
    void secondMemoryIsRefused() {
        byte[] module = withSection(5, 2, 0, 1, 0, 1);
        assertThat(ProfileChecker.check(module).violations())
                .extracting(Violation::rule)
                .contains("multiple-memories");
    }

    @Test
    void memoryThatBeginsAboveTheLimitIsRefused() {
        byte[] module = Wat2Wasm.parse("(module (memory 4) " + START + ")");
        assertThat(ProfileChecker.check(module, 4 * 65_536).accepted()).isTrue();
        Violation violation = only(ProfileChecker.check(module, 4 * 65_536 - 1));
        assertThat(violation.rule()).isEqualTo("memory");
        assertThat(violation.place()).contains("262144 bytes").contains("262143");
        assertThat(only(check("(memory 65536) " + START)).rule()).isEqualTo("memory");
    }

    @Test
    void globalsFitTheFieldsOfOneJavaClass() {
        assertThat(check("(global i32 (i32.const 0))".repeat(SizeRules.GLOBALS) + START)
                        .accepted())
                .isTrue();
        assertThat(only(check("(global i32 (i32.const 0))".repeat(SizeRules.GLOBALS + 1) + START))
                        .place())
                .contains("50001 globals")
                .contains("at most 50000");
    }

    @Test
    void sizesAreBounded() {
        assertThat(only(Arrays.copyOf(HEADER, SizeRules.ANY_BYTES + 1)).rule()).isEqualTo("size");
        BinaryWriter filler = new BinaryWriter().name("filler").raw(new byte[SizeRules.MODULE_BYTES]);
        byte[] module = Wat2Wasm.parse("(module " + START + ")");
        assertThat(only(new BinaryWriter().raw(module).section(0, filler).toByteArray())
                        .place())
                .contains("at most 67108864");
        assertThat(only(check("(table 1000001 funcref) " + START)).place()).contains("initial elements in a table");
        assertThat(only(withFunctions(1, withLocals(50_001).u8(Opcodes.END))).place())
                .contains("more than 50000 locals");
        assertThat(only(withFunctions(1, withLocals(49_996).u8(Opcodes.END))).place())
                .contains("the function has 49996 locals");
        assertThat(only(withFunctions(126, withLocals(40_000).u8(Opcodes.END))).place())
                .contains("more than 5000000 locals");
        int[] large = new int[SizeRules.FUNCTION_BYTES];
        Arrays.fill(large, Opcodes.NOP);
        assertThat(only(withCode(large)).place()).contains("the function has");
    }

    /** A Java method takes no more parameters, of which 64-bit numbers count twice. */
    @ParameterizedTest
    @CsvSource({"i32, 250", "f32, 250", "externref, 250", "i64, 125", "f64, 125"})
    void parametersAndResultsFitAJavaMethod(String type, int most) {
        for (String what : List.of("param", "result")) {
            String types = "(type (func (" + what + (" " + type).repeat(most);
            assertThat(check(types + ")))" + START).violations()).isEmpty();
            Violation violation = only(check(types + " i32)))" + START));
            assertThat(violation.rule()).isEqualTo("size");
            assertThat(violation.place())
                    .isEqualTo("type 0: its " + (most + 1) + " " + what.replace("param", "parameter")
                            + "s take 251 places, and at most 250 are allowed (i64 and f64 take two, all others one)");
            assertThat(violation.remedy()).contains("a pointer to a structure");
        }
    }

    @Test
    void branchesOfAFunctionAreBounded() {
        int[] branches = new int[2 * SizeRules.BRANCHES];
        for (int i = 0; i < branches.length; i += 2) {
            branches[i] = Opcodes.BR;
        }
        assertThat(ProfileChecker.check(withCode(branches)).violations()).isEmpty();
        int[] more = Arrays.copyOf(branches, branches.length + 2);
        more[branches.length] = Opcodes.BR;
        Violation violation = only(withCode(more));
        assertThat(violation.rule()).isEqualTo("size");
        assertThat(violation.place())
                .startsWith("function 0 (_start), byte ")
                .endsWith("the function has 200001 branches, and at most 200000 are allowed");
        assertThat(violation.remedy()).isEqualTo("Split the function");
    }

    /** Each way that a branch can go is one, and so is an if. */
    @Test
    void everyWayOfABranchCounts() {
        int[] fewer = new int[2 * (SizeRules.BRANCHES - 5)];
        for (int i = 0; i < fewer.length; i += 2) {
            fewer[i] = Opcodes.BR;
        }
        int[] others = {0x41, 0, 0x04, 0x40, 0x41, 0, 0x0d, 0, 0x41, 0, 0x0e, 2, 0, 0, 0, 0x0b};
        assertThat(ProfileChecker.check(withCode(joined(others, fewer))).violations())
                .isEmpty();
        assertThat(only(withCode(joined(others, joined(new int[] {Opcodes.BR, 0}, fewer))))
                        .place())
                .contains("200001 branches");
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }

    @Test
    void boundsThemselvesAreAllowed() {
        String table = "(table 1 funcref)";
        assertThat(check(table.repeat(8) + START).violations()).isEmpty();
        assertThat(only(check(table.repeat(9) + START)).place()).isEqualTo("9 tables, and at most 8 are allowed");
        assertThat(check("(table 1000000 funcref) " + START).violations()).isEmpty();
        assertThat(ProfileChecker.check(withFunctions(1, withLocals(49_990).u8(Opcodes.END)))
                        .violations())
                .isEmpty();
        assertThat(only(withFunctions(1, withLocals(49_991).u8(Opcodes.END))).place())
                .contains("the function has 49991 locals, and at most 49990 are allowed");
    }
}
