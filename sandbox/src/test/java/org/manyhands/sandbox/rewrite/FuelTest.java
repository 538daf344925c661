package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.rewrite.MeteredRun.OutOfFuel;
import run.endive.wasm.WasmEngineException;

/** Fuel of small programs, counted by hand from the weight table: the sums are written as the code runs. */
class FuelTest {
    private static final long ENTRY = 2;
    private static final long CALL = 4;

    /** Gives the result of an if, and counts: get 1, if 1, and in each arm what stands there. */
    private static final String ONE_OF_TWO =
            "(param i32) (result i32) (if (result i32) (local.get 0) (then (i32.const 7))"
                    + " (else (i32.add (i32.const 1) (i32.const 2))))";

    private static MeteredRun module(String fields) {
        return MeteredRun.ofText("(module " + fields + ")");
    }

    private static MeteredRun function(String body) {
        return module("(memory 1) (func (export \"f\") " + body + ")");
    }

    private static long fuel(String body, long... arguments) {
        MeteredRun run = function(body);
        run.call("f", arguments);
        return run.fuel();
    }

    @Test
    void straightLineCodeCostsTheSumOfItsWeights() {
        assertThat(fuel("")).isEqualTo(ENTRY);
        assertThat(fuel("nop (drop (i32.add (i32.const 1) (i32.const 2)))")).isEqualTo(ENTRY + 4);
        assertThat(fuel("(drop (i32.div_u (i32.const 1) (i32.const 2)))")).isEqualTo(ENTRY + 3 + 10);
        assertThat(fuel("(drop (f64.sqrt (f64.const 2)))")).isEqualTo(ENTRY + 2 + 8);
        assertThat(fuel("(i32.store (i32.const 0) (i32.load (i32.const 4)))")).isEqualTo(ENTRY + 2 + 2 + 2);
        assertThat(fuel("(drop (memory.size))")).isEqualTo(ENTRY + 2);
    }

    @Test
    void declaredLocalsCostAtEntry() {
        assertThat(fuel("(local i32 i32 i32)")).isEqualTo(ENTRY);
        assertThat(fuel("(local i32 i64 f32 f64 i32 i32 i32 i32)")).isEqualTo(ENTRY + 2);
    }

    @Test
    void onlyTheArmThatRunsIsCharged() {
        assertThat(fuel(ONE_OF_TWO, 1)).isEqualTo(ENTRY + 2 + 1);
        assertThat(fuel(ONE_OF_TWO, 0)).isEqualTo(ENTRY + 2 + 3);
        String noElse = "(param i32) (if (local.get 0) (then (drop (i32.const 1)))) (drop (i32.const 1))";
        assertThat(fuel(noElse, 1)).isEqualTo(ENTRY + 2 + 2 + 2);
        assertThat(fuel(noElse, 0)).isEqualTo(ENTRY + 2 + 2);
    }

    @Test
    void loopIsChargedOnceForEachTurn() {
        String loop = "(param i32) (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))";
        assertThat(fuel(loop, 1)).isEqualTo(ENTRY + 5);
        assertThat(fuel(loop, 1000)).isEqualTo(ENTRY + 1000 * 5);
        assertThat(fuel(loop, 500_000)).as("settled many times on the way").isEqualTo(ENTRY + 500_000 * 5);
    }

    @Test
    void loopThatIsLeftInTheMiddleIsChargedForTheHalfItRan() {
        String loop = "(param i32) (block (loop"
                + " (br_if 1 (i32.eqz (local.get 0)))" // get, eqz, br_if: 3
                + " (local.set 0 (i32.sub (local.get 0) (i32.const 1)))" // 4
                + " (br 0)))"; // 1
        assertThat(fuel(loop, 0)).isEqualTo(ENTRY + 3);
        assertThat(fuel(loop, 10)).isEqualTo(ENTRY + 10 * 8 + 3);
    }

    @Test
    void whatFollowsABlockThatIsAlwaysLeftAtItsEndIsChargedWithWhatPrecedesIt() {
        String block = "(param i32) (drop (i32.const 1)) (block (br_if 0 (local.get 0)) (drop (i32.const 1)))"
                + " (drop (i32.const 2))";
        assertThat(fuel(block, 1)).isEqualTo(ENTRY + 2 + 2 + 2);
        assertThat(fuel(block, 0)).isEqualTo(ENTRY + 2 + 2 + 2 + 2);
    }

    @Test
    void branchOutOfSeveralBlocksSkipsTheChargesOfAllThatItPasses() {
        String nested = "(param i32) (block $a (block $b (block $c"
                + " (br_table $c $b $a (local.get 0)))" // get 1, br_table 3
                + " (drop (i32.const 1)))" // 2: only from $c
                + " (drop (i32.const 1)))" // 2: from $c and $b
                + " (drop (i32.const 1))"; // 2: always
        assertThat(fuel(nested, 0)).isEqualTo(ENTRY + 4 + 2 + 2 + 2);
        assertThat(fuel(nested, 1)).isEqualTo(ENTRY + 4 + 2 + 2);
        assertThat(fuel(nested, 2)).isEqualTo(ENTRY + 4 + 2);
        assertThat(fuel(nested, 99)).isEqualTo(ENTRY + 4 + 2);
    }

    @Test
    void earlyReturnIsNotChargedForWhatItSkips() {
        String early = "(param i32) (result i32) (if (local.get 0) (then (return (i32.const 5)))) (i32.const 6)";
        assertThat(fuel(early, 1)).isEqualTo(ENTRY + 2 + 2);
        assertThat(fuel(early, 0)).isEqualTo(ENTRY + 2 + 1);
        assertThat(function(early).call("f", 1)).containsExactly(5);
        assertThat(function(early).call("f", 0)).containsExactly(6);
    }

    @Test
    void branchToTheFunctionsOwnLabelReturns() {
        String early = "(param i32) (result i32) (block (br_if 1 (i32.const 5) (local.get 0)) drop) (i32.const 6)";
        assertThat(fuel(early, 1)).isEqualTo(ENTRY + 3);
        assertThat(fuel(early, 0)).isEqualTo(ENTRY + 3 + 1 + 1);
        assertThat(function(early).call("f", 1)).containsExactly(5);
    }

    @Test
    void codeThatCannotBeReachedCostsNothing() {
        assertThat(fuel("(block (br 0) (drop (i32.div_u (i32.const 1) (i32.const 1)))) (drop (i32.const 1))"))
                .isEqualTo(ENTRY + 1 + 2);
        assertThat(fuel("(result i32) (block (return (i32.const 3)) (loop (br 0))) (i32.const 1)"))
                .isEqualTo(ENTRY + 2);
    }

    @Test
    void callIsChargedToTheCallerAndTheCalleeForItself() {
        MeteredRun run = module("(func $g (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))"
                + " (func (export \"f\") (result i32) (call $g (call $g (i32.const 0))))");
        assertThat(run.call("f")).containsExactly(2);
        assertThat(run.fuel()).isEqualTo(ENTRY + 1 + 2 * (CALL + ENTRY + 3));
    }

    @Test
    void indirectCallCostsMoreAndChargesTheFunctionItFinds() {
        MeteredRun run = module("(type $t (func (result i32))) (table funcref (elem $one $two))"
                + " (func $one (result i32) (i32.const 1))"
                + " (func $two (result i32) (i32.add (i32.const 1) (i32.const 1)))"
                + " (func (export \"f\") (param i32) (result i32) (call_indirect (type $t) (local.get 0)))");
        run.call("f", 0);
        long first = run.fuel();
        run.call("f", 1);
        assertThat(first).isEqualTo(ENTRY + 1 + 10 + ENTRY + 1);
        assertThat(run.fuel() - first).isEqualTo(ENTRY + 1 + 10 + ENTRY + 3);
    }

    @Test
    void recursionIsChargedForEachCall() {
        MeteredRun run = module("(func $f (export \"f\") (param i32) (result i32)"
                + " (if (result i32) (local.get 0)" // 2
                + " (then (i32.add (i32.const 1) (call $f (i32.sub (local.get 0) (i32.const 1)))))" // 5 + call
                + " (else (i32.const 0))))");
        assertThat(run.call("f", 20)).containsExactly(20);
        assertThat(run.fuel()).isEqualTo(21 * (ENTRY + 2) + 20 * (5 + CALL) + 1);
    }

    @Test
    void bulkMemoryOperationsAreChargedByLength() {
        String fill = "(param i32) (memory.fill (i32.const 0) (i32.const 1) (local.get 0))";
        assertThat(fuel(fill, 0)).isEqualTo(ENTRY + 3 + 20);
        assertThat(fuel(fill, 65_536)).isEqualTo(ENTRY + 3 + 20 + 65_536 / 8);
        String copy = "(param i32) (memory.copy (i32.const 0) (i32.const 1) (local.get 0))";
        assertThat(fuel(copy, 80)).isEqualTo(ENTRY + 3 + 20 + 10);
        MeteredRun init = module("(memory 1) (data $d \"0123456789abcdef\") (func (export \"f\")"
                + " (memory.init $d (i32.const 0) (i32.const 0) (i32.const 16)) (data.drop $d))");
        init.call("f");
        assertThat(init.fuel()).isEqualTo(ENTRY + 3 + 20 + 2 + 20);
    }

    @Test
    void bulkTableOperationsAreChargedByLength() {
        MeteredRun run = module("(table $t 10 funcref) (elem $e func $f $f $f) (func $f (export \"f\")"
                + " (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 3))" // 3 + 20 + 3
                + " (table.copy (i32.const 4) (i32.const 0) (i32.const 5))" // 3 + 20 + 5
                + " (table.fill $t (i32.const 0) (ref.null func) (i32.const 7))" // 3 + 20 + 7
                + " (drop (table.grow $t (ref.null func) (i32.const 9))))"); // 2 + 200 + 9 + drop 1
        run.call("f");
        assertThat(run.fuel()).isEqualTo(ENTRY + 26 + 28 + 30 + 212);
    }

    @Test
    void growingIsChargedByPageAlsoWhenItFails() {
        MeteredRun run =
                module("(memory 1 3) (func (export \"f\") (param i32) (result i32)" + " (memory.grow (local.get 0)))");
        assertThat(run.call("f", 2)).containsExactly(1);
        assertThat(run.fuel()).isEqualTo(ENTRY + 1 + 200 + 2 * 1_024);
        long before = run.fuel();
        assertThat((int) run.call("f", 0xffff_ffffL)[0]).isEqualTo(-1);
        assertThat(run.fuel() - before).isEqualTo(ENTRY + 1 + 200 + 65_536L * 1_024);
    }

    @Test
    void trapInTheMiddleChargesTheSegmentItStandsIn() {
        MeteredRun run = function("(param i32) (drop (i32.div_u (i32.const 1) (local.get 0))) (drop (i32.const 1))");
        assertThatThrownBy(() -> run.call("f", 0)).isInstanceOf(WasmEngineException.class);
        assertThat(run.fuel()).isEqualTo(ENTRY + 3 + 10 + 2);
    }

    @Test
    void unreachableIsChargedBeforeItTraps() {
        MeteredRun run = function("(param i32) (if (local.get 0) (then (drop (i32.const 1)) unreachable))");
        assertThatThrownBy(() -> run.call("f", 1)).isInstanceOf(WasmEngineException.class);
        assertThat(run.fuel()).isEqualTo(ENTRY + 2 + 2 + 1);
    }

    @Test
    void trapInALoopLeavesOutLessThanWhatAFunctionMayOwe() {
        String loop = "(param i32) (loop (drop (i32.div_u (i32.const 1) (local.get 0)))" // 13
                + " (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br 0))"; // 5
        MeteredRun run = function(loop);
        assertThatThrownBy(() -> run.call("f", 100_000)).isInstanceOf(WasmEngineException.class);
        long all = ENTRY + 100_001L * 18;
        assertThat(run.fuel()).isBetween(all - MeteredCode.MOST_OWED - 18, all);
    }

    @Test
    void fuelDoesNotDependOnHowTheHostCutsSlices() {
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse("(module (func $g (param i32)"
                + " (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))"
                + " (func (export \"f\") (param i32) (loop (call $g (i32.const 100))"
                + " (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"));
        MeteredRun small = MeteredRun.of(product, false, 17, Long.MAX_VALUE / 2);
        MeteredRun large = MeteredRun.of(product, true, 10_000_000, Long.MAX_VALUE / 2);
        small.call("f", 1000);
        large.call("f", 1000);
        assertThat(small.fuel()).isEqualTo(large.fuel()).isEqualTo(ENTRY + 1000 * (6L + CALL + ENTRY + 100 * 5));
        assertThat(small.slices()).isGreaterThan(large.slices());
    }

    @Test
    void endlessLoopsAndEndlessTreesOfCallsAreStopped() {
        assertStopped("(func (export \"f\") (loop (br 0)))");
        assertStopped("(func $g) (func (export \"f\") (loop (call $g) (br 0)))");
        assertStopped("(func $g (loop)) (func (export \"f\") (loop (call $g) (br 0)))");
        // 2^40 calls without a loop.
        StringBuilder tree = new StringBuilder("(func $f0)");
        for (int i = 1; i <= 40; i++) {
            tree.append("(func $f%d (call $f%d) (call $f%d))".formatted(i, i - 1, i - 1));
        }
        assertStopped(tree + "(func (export \"f\") (call $f40))");
        assertStopped("(memory 1) (func (export \"f\") (loop"
                + " (memory.fill (i32.const 0) (i32.const 0) (i32.const 65536)) (br 0)))");
    }

    private static void assertStopped(String fields) {
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse("(module " + fields + ")"));
        for (boolean compiled : new boolean[] {false, true}) {
            MeteredRun run = MeteredRun.of(product, compiled, 100_000, 1_000_000);
            assertThatThrownBy(() -> run.call("f")).isInstanceOf(OutOfFuel.class);
            assertThat(run.fuel()).isBetween(1_000_001L, 1_200_000L);
        }
    }
}
