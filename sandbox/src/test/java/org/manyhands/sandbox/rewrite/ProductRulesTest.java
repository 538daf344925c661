package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.START;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.ModuleReport.Violation;

/** What bears the rewriter's mark must have its imports and its fuel, exactly so. */
class ProductRulesTest {
    private static final String SLICE = "(import \"manyhands\" \"slice\" (func (param i64) (result i64)))";
    private static final String EXHAUSTED = "(import \"manyhands\" \"stack_exhausted\" (func))";
    private static final String FUEL = "(global $fuel (export \"manyhands_fuel\") (mut i64) (i64.const 0))";

    private static ModuleReport marked(String fields) {
        BinaryWriter mark = new MeterMark(1, 1, "00".repeat(32)).write();
        byte[] module = Wat2Wasm.parse("(module " + fields + ")");
        return ProfileChecker.check(
                new BinaryWriter().raw(module).section(0, mark).toByteArray());
    }

    private static ModuleReport marked(String part, String inItsPlace) {
        return marked((SLICE + EXHAUSTED + FUEL + START).replace(part, inItsPlace));
    }

    @Test
    void moduleWithAllOfItIsAProduct() {
        ModuleReport report = marked("", "");
        assertThat(report.violations()).isEmpty();
        assertThat(report.instrumented()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "slice, reserved, manyhands.slice is not imported",
        "stack_exhausted, reserved, manyhands.stack_exhausted is not imported"
    })
    void importThatIsMissingIsNamed(String name, String rule, String words) {
        ModuleReport report = marked(name.equals("slice") ? SLICE : EXHAUSTED, "");
        assertThat(report.violations()).extracting(Violation::rule).containsExactly(rule);
        assertThat(report.violations().get(0).place()).contains(words);
    }

    @Test
    void importOfAnotherTypeIsToldWithBoth() {
        Violation slice = TestModules.only(marked("(param i64) (result i64)", "(param i32)"));
        assertThat(slice.rule()).isEqualTo("imports");
        assertThat(slice.place()).contains("manyhands.slice", "type (i32) -> ()", "(i64) -> (i64)");
        Violation exhausted =
                TestModules.only(marked("\"stack_exhausted\" (func)", "\"stack_exhausted\" (func (result i32))"));
        assertThat(exhausted.place()).contains("manyhands.stack_exhausted", "() -> (i32)", "type () -> ()");
    }

    @Test
    void otherNamesOfTheMeterAreKept() {
        Violation other = TestModules.only(marked(FUEL, "(import \"manyhands\" \"other\" (func))" + FUEL));
        assertThat(other.rule()).isEqualTo("reserved");
        assertThat(other.place()).contains("manyhands.other", "kept for the meter");
        assertThat(other.remedy()).contains("another name than manyhands");
        assertThat(TestModules.only(marked(START, START + "(func (export \"manyhands_more\"))"))
                        .place())
                .contains("export manyhands_more");
    }

    @ParameterizedTest
    @CsvSource({
        "(mut i64) (i64.const 0), i64 (i64.const 0)",
        "(mut i64) (i64.const 0), (mut i32) (i32.const 0)",
        "manyhands_fuel, fuel",
    })
    void fuelIsAMutableGlobalOfEightBytes(String part, String inItsPlace) {
        Violation violation = TestModules.only(marked(part, inItsPlace));
        assertThat(violation.rule()).isEqualTo("reserved");
        assertThat(violation.place()).contains("no mutable i64 global manyhands_fuel");
    }

    @Test
    void fuelIsNoFunction() {
        assertThat(TestModules.only(marked(FUEL, "(global (mut i64) (i64.const 0)) (func (export \"manyhands_fuel\"))"))
                        .place())
                .contains("no mutable i64 global manyhands_fuel");
    }
}
