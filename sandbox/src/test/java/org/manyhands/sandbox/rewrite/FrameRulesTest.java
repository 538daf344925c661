package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.sandbox.rewrite.TestModules.only;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.ModuleReport.Violation;

/** How many values a function may hold at once. */
class FrameRulesTest {
    private static final String START = "(func (export \"_start\"))";

    private static byte[] module(String function) {
        return Wat2Wasm.parse("(module " + function + START + ")");
    }

    private static byte[] operands(String type, int count) {
        return module("(func $deep (local " + type + ")" + "(local.get 0)".repeat(count) + "(return))");
    }

    /** Blocks with two branches each, and locals of 32 bits. */
    private static byte[] frames(int locals, int blocks) {
        return module("(func $wide (param i64) (local" + " i32".repeat(locals - 2) + ")"
                + "(block (br_if 0 (i32.const 0)) (br_if 0 (i32.const 0)))".repeat(blocks / 3) + ")");
    }

    @ParameterizedTest
    @CsvSource({"i32, 32000, 1", "f32, 32000, 1", "externref, 32000, 1", "i64, 16000, 2", "f64, 16000, 2"})
    void operandsFitAJavaMethod(String type, int most, int places) {
        assertThat(ProfileChecker.check(operands(type, most)).violations()).isEmpty();
        Violation violation = only(operands(type, most + 1));
        assertThat(violation.rule()).isEqualTo("size");
        assertThat(violation.place())
                .startsWith("function 0, byte ")
                .contains("its operands take " + (most + 1) * places + " places at once, and at most 32000 are allowed")
                .contains("i64 and f64 take two");
        assertThat(violation.remedy()).contains("Split the function");
    }

    @Test
    void functionIsNamed() {
        assertThat(only(Wat2Wasm.parse(
                                "(module (func (export \"_start\")" + "(i32.const 1)".repeat(32_001) + "(return)))"))
                        .place())
                .startsWith("function 0 (_start), byte ");
    }

    @Test
    void operandsThatWereTakenCountNoMore() {
        String line = "(i64.const 1)".repeat(100) + "(drop)".repeat(100);
        assertThat(ProfileChecker.check(module("(func" + line.repeat(300) + ")"))
                        .violations())
                .isEmpty();
        String block = "(block (result i64)" + "(i64.const 1)".repeat(100) + "(br 0)) (drop)";
        assertThat(ProfileChecker.check(module("(func" + block.repeat(300) + ")"))
                        .violations())
                .isEmpty();
    }

    @Test
    void callsThatGiveManyResultsAreShortAndCountFully() {
        String many = "(func $many (result" + " i64".repeat(125) + ") unreachable)";
        assertThat(ProfileChecker.check(module(many + "(func" + "(call $many)".repeat(128) + "(return))"))
                        .violations())
                .isEmpty();
        assertThat(only(module(many + "(func" + "(call $many)".repeat(129) + "(return))"))
                        .place())
                .startsWith("function 1, byte ")
                .contains("32250 places");
    }

    /** The agent sees products only, and one need not be the work of the rewriter. */
    @Test
    void productsAreHeldToItToo() {
        byte[] most = Instrumenter.instrument(operands("i64", 16_000));
        assertThat(ProfileChecker.check(most).violations()).isEmpty();
        byte[] product = Instrumenter.instrument(operands("i64", 16_201));
        assertThat(only(product).place()).contains("take 32402 places").contains("at most 32400");
    }

    @Test
    void localsAndOperandsTimesBlocksAreBounded() {
        assertThat(ProfileChecker.check(frames(10_000, 2_997)).violations()).isEmpty();
        Violation violation = only(frames(10_000, 3_000));
        assertThat(violation.rule()).isEqualTo("size");
        assertThat(violation.place())
                .startsWith("function 0, byte ")
                .contains("take 10001 places, with 3000 blocks and branches")
                .contains("30000000 at most");
        assertThat(violation.remedy()).contains("-O1");
    }

    /** Its operands are few; only their bound is not. */
    @Test
    void longFunctionWithManyBlocksIsFine() {
        assertThat(ProfileChecker.check(frames(100, 30_000)).violations()).isEmpty();
    }

    @Test
    void productsHaveMoreBranchesThanTheirSources() {
        assertThat(ProfileChecker.check(Instrumenter.instrument(frames(10_000, 2_997)))
                        .violations())
                .isEmpty();
    }
}
