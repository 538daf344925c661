package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.differential.KeptModules;

/** At every loop's header the operand stack is empty, and the program does not notice. */
class LoopHeaderTest {
    /** Counts $n down; costs 5 a turn. */
    private static final String COUNT_DOWN = "(loop (br_if 0 (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))";

    private static long run(String body, long... arguments) {
        byte[] product = Instrumenter.instrument(
                Wat2Wasm.parse("(module (memory 1) (func (export \"f\") (param $n i32) (result i32) " + body + "))"));
        assertThat(LoopHeights.of(product)).isNotEmpty().containsOnly(0);
        MeteredRun interpreted = MeteredRun.of(product, false);
        long result = interpreted.call("f", arguments)[0];
        MeteredRun compiled = MeteredRun.of(product, true);
        assertThat(compiled.call("f", arguments)).containsExactly(result);
        assertThat(compiled.fuel()).isEqualTo(interpreted.fuel());
        return result;
    }

    @Test
    void operandsThatWaitForALoopComeBackInOrder() {
        assertThat(run(
                        "(i32.sub (i32.const 50) (i32.div_s (i32.const 40) (block (result i32) " + COUNT_DOWN
                                + " (i32.const 8))))",
                        3))
                .isEqualTo(45);
        assertThat(run("(i32.const 7) (i32.const 2) " + COUNT_DOWN + " i32.sub", 3))
                .isEqualTo(5);
        assertThat(run(
                        "(i32.const 1) (if (result i32) (local.get $n) (then " + COUNT_DOWN
                                + " (i32.const 5)) (else (i32.const 6))) i32.add",
                        9))
                .isEqualTo(6);
    }

    @Test
    void operandsOfAllTypesWait() {
        assertThat(run(
                        "(i64.const 5) (f32.const 1.5) (f64.const 2.5) (ref.null func) " + COUNT_DOWN
                                + " drop f32.demote_f64 f32.add i32.trunc_f32_s i64.extend_i32_s i64.mul i32.wrap_i64",
                        3))
                .isEqualTo(20);
    }

    @Test
    void loopsInsideLoopsKeepTheirOwnOperands() {
        String inner = "(i32.const 100) (i32.const 10) (local.set $n (i32.const 3)) " + COUNT_DOWN + " i32.sub";
        assertThat(run(
                        "(local $m i32) (i32.const 1000) (loop (result i32) " + inner
                                + " (local.set $m (i32.add (local.get $m) (i32.const 1)))"
                                + " drop (br_if 0 (i32.lt_s (local.get $m) (i32.const 4))) (i32.const 90)) i32.sub",
                        3))
                .isEqualTo(910);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "5,120", "10,3628800"})
    void parametersOfALoopTravelInLocals(long n, long factorial) {
        String turn = " (local.set $n (i32.sub (local.get $n) (i32.const 1)))";
        String product = "(i32.const 1) (loop (param i32) (result i32) (i32.mul (local.get $n))";
        assertThat(run(product + turn + " (br_if 0 (local.get $n)))", n)).isEqualTo(factorial);
        assertThat(run(product + turn + " (if (param i32) (result i32) (local.get $n) (then (br 1)) (else)))", n))
                .isEqualTo(factorial);
        assertThat(run(
                        "(block (result i32) " + product + turn
                                + " (br_table 1 0 (i32.ne (local.get $n) (i32.const 0)))) )",
                        n))
                .isEqualTo(factorial);
    }

    @Test
    void parametersOfBlocksAndIfsThatHoldALoopAreKept() {
        assertThat(run(
                        "(i32.const 9) (i32.const 4) (block (param i32) (result i32) " + COUNT_DOWN
                                + " (i32.add (i32.const 1))) i32.sub",
                        3))
                .isEqualTo(4);
        String either = "(i32.const 9) (i32.const 4) (if (param i32) (result i32) (local.get $n) (then " + COUNT_DOWN
                + " (i32.add (i32.const 1))) (else (i32.add (i32.const 2)))) i32.sub";
        assertThat(run(either, 3)).isEqualTo(4);
        assertThat(run(either, 0)).isEqualTo(3);
        String noElse = "(i32.const 9) (i32.const 4) (if (param i32) (result i32) (local.get $n) (then " + COUNT_DOWN
                + " (i32.add (i32.const 1)))) i32.sub";
        assertThat(run(noElse, 3)).isEqualTo(4);
        assertThat(run(noElse, 0)).isEqualTo(5);
    }

    @Test
    void loopThatIsLeftByABranchAloneIsLeftOut() {
        assertThat(run(
                        "(block (result i32) (i32.const 3) (loop (br_if 1 (i32.const 4) (i32.eqz (local.get $n)))"
                                + " (local.set $n (i32.sub (local.get $n) (i32.const 1))) (br 0)))",
                        3))
                .isEqualTo(4);
    }

    @Test
    void bitsOfANanThatALaterTurnBringsAreHidden() {
        // The first turn stores a number, the second what 0 / 0 gives.
        String turns = "(f64.const 1) (loop (param f64) (local.set $x) (f64.store (i32.const 0) (local.get $x))"
                + " (f64.div (f64.const 0) (f64.const 0)) (i32.eqz (local.get $n)) (local.set $n (i32.const 1)) (br_if 0)"
                + " drop) (i32.load (i32.const 4))";
        assertThat((int) run("(local $x f64) " + turns, 0)).isEqualTo(0x7ff8_0000);
    }

    @Test
    void waitingCostsNothing() {
        MeteredRun plain = MeteredRun.ofText("(module (func (export \"f\") (param $n i32) (result i32) " + COUNT_DOWN
                + " (i32.const 7) (i32.const 2) i32.sub))");
        MeteredRun waiting = MeteredRun.ofText("(module (func (export \"f\") (param $n i32) (result i32)"
                + " (i32.const 7) (i32.const 2) " + COUNT_DOWN + " i32.sub))");
        plain.call("f", 100);
        waiting.call("f", 100);
        assertThat(waiting.fuel()).isEqualTo(plain.fuel());
    }

    @Test
    void manyOperandsBeforeManyLoopsDoNotBlowTheProductUp() {
        String loops = "(loop)".repeat(2_000);
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse("(module (func (export \"f\") (result i32) "
                + "(i32.const 1) ".repeat(2_000) + loops + "i32.add ".repeat(1_999) + "))"));
        assertThat(product).hasSizeLessThan(400_000);
        assertThat(MeteredRun.of(product, false).call("f")).containsExactly(2_000);
    }

    static Stream<Path> modules() throws IOException {
        return Stream.concat(
                KeptModules.files().stream(),
                List.of("queens/queens", "digits/train", "example/hello").stream()
                        .map(name -> Path.of("../wasm-apps/" + name + ".wasm")));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void nothingLiesOnTheStackAtAnyLoopOfRealAndRandomPrograms(Path file) throws IOException {
        assertThat(LoopHeights.of(Instrumenter.instrument(Files.readAllBytes(file))))
                .allMatch(height -> height == 0);
    }
}
