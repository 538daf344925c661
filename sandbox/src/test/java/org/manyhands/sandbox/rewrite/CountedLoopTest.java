package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops whose turns are told before they are made do as many turns as they would, and cost the same. */
class CountedLoopTest {
    private static final int MOST_TURNS = 60_000;
    private static final String COUNT = "(local.set $turns (i32.add (local.get $turns) (i32.const 1)))";

    /** Ways to write the tail of a loop; N is the bound, S the step. */
    private static final String[] TAILS = {
        "(br_if 0 (i32.ne (local.tee $i (i32.add (local.get $i) S)) N))",
        "(br_if 0 (i32.ne N (local.tee $i (i32.add (local.get $i) S))))",
        "(br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) S)) N))",
    };

    /** Cost of a turn in units: counting 4, the tail 7. */
    private static final long TURN = 11;

    private static byte[] product(String tail) {
        byte[] product = Instrumenter.instrument(
                Wat2Wasm.parse("(module (func (export \"f\") (param $i i32) (param $n i32) (param $s i32) (result i32)"
                        + " (local $turns i32) (loop " + COUNT + tail + ") (local.get $turns)))"));
        assertThat(LoopHeights.of(product))
                .as("a loop of strips and one of turns")
                .hasSize(2);
        return product;
    }

    private static long turns(int tail, int start, int bound, int step) {
        int i = start;
        for (long turns = 1; turns <= MOST_TURNS; turns++) {
            i += step;
            if (tail == 2 ? Integer.compareUnsigned(i, bound) >= 0 : i == bound) {
                return turns;
            }
        }
        return -1;
    }

    private static void check(int tail, int start, int bound, int step, boolean constants) {
        long turns = turns(tail, start, bound, step);
        if (turns < 0) {
            return;
        }
        String text = constants
                ? TAILS[tail].replace("N", "(i32.const " + bound + ")").replace("S", "(i32.const " + step + ")")
                : TAILS[tail]
                        .replace("N", "(local.get $n)")
                        .replace("S", tail == 2 ? "(local.get $s)" : "(i32.const " + step + ")");
        MeteredRun run = MeteredRun.of(product(text), turns > 500);
        assertThat(run.call("f", start, bound, step))
                .as("tail %d from %d to %d by %d", tail, start, bound, step)
                .containsExactly(turns);
        assertThat(run.fuel()).isEqualTo(Weights.ENTRY + 1 + turns * TURN);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 1",
        "0, 1, 1",
        "10, 0, -1",
        "0, 1600, 16",
        "0, 672, 56",
        "5, 0, -5",
        "-8, 8, 4",
        "100, 99, -1",
        "2147483600, -2147483600, 8",
        "-10, 10, 1",
        "10, -10, -4",
        "0, 49152, 12",
        "0, 50000, 1",
        "3, 3, 131072",
        "0, 0, 262144",
        "7, 8, -1431655765",
        "0, 2147483647, 65536",
        "4, 0, 2147483647"
    })
    void turnsUpToABound(int start, int bound, int step) {
        for (int tail = 0; tail < TAILS.length; tail++) {
            check(tail, start, bound, step, true);
            check(tail, start, bound, step, false);
        }
    }

    @Test
    void turnsOfRandomLoops() {
        Random random = new Random(5);
        for (int i = 0; i < 150; i++) {
            int step = (random.nextInt(9) - 4) * (1 << random.nextInt(20));
            int turns = 1 + random.nextInt(900);
            int start = random.nextInt();
            int off = random.nextInt(4) == 0 ? random.nextInt(5) - 2 : 0;
            if (step != 0) {
                check(random.nextInt(TAILS.length), start, start + turns * step + off, step, random.nextBoolean());
            }
        }
    }

    @Test
    void loopThatCountsDownToZeroNeedsNoBound() {
        MeteredRun run =
                MeteredRun.of(product("(br_if 0 (local.tee $i (i32.add (local.get $i) (i32.const -1))))"), true);
        assertThat(run.call("f", 5_000, 0, 0)).containsExactly(5_000);
        assertThat(run.fuel()).isEqualTo(Weights.ENTRY + 1 + 5_000 * 9L);
    }

    @Test
    void stepOfNothingIsPaidForTurnByTurn() {
        MeteredRun run = MeteredRun.of(
                Instrumenter.instrument(
                        Wat2Wasm.parse("(module (func (export \"f\") (param $i i32) (param $n i32) (param $s i32)"
                                + " (loop (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i)"
                                + " (local.get $s))) (local.get $n))))))")),
                false,
                1_000,
                20_000);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> run.call("f", 1, 2, 0))
                .isInstanceOf(MeteredRun.OutOfFuel.class);
        assertThat(run.fuel()).isBetween(20_001L, 20_001L + MeteredCode.MOST_OWED + TurnCounter.STRIP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "assigned twice | (local.set $i (i32.add (local.get $i) (i32.const 1)))",
                "bound moves | (local.set $n (i32.sub (local.get $n) (i32.const 1)))",
                "left in the middle | (br_if 1 (i32.gt_u (local.get $i) (i32.const 7)))",
                "calls | (call $g)",
                "branches | (if (i32.eqz (local.get $i)) (then (nop)))",
                "grows | (drop (memory.grow (i32.const 0)))"
            })
    void otherLoopsAreMeteredTurnByTurn(String why, String statement) {
        byte[] source = Wat2Wasm.parse("(module (memory 1) (func $g (export \"g\"))"
                + " (func (export \"f\") (param $i i32) (param $n i32) (result i32) (local $turns i32)"
                + " (block (loop " + COUNT + statement
                + TAILS[0].replace("N", "(local.get $n)").replace("S", "(i32.const 1)") + ")) (local.get $turns)))");
        byte[] product = Instrumenter.instrument(source);
        int expected = 0;
        for (int i = 0, n = 20; ; ) {
            expected++;
            i += why.startsWith("assigned") ? 1 : 0;
            n -= why.startsWith("bound") ? 1 : 0;
            if (why.startsWith("left") && i > 7) {
                break;
            }
            if (++i == n) {
                break;
            }
        }
        assertThat(MeteredRun.of(product, false).call("f", 0, 20)).as(why).containsExactly(expected);
    }

    @Test
    void inverseUndoesMultiplication() {
        for (int odd = -99; odd < 100; odd += 2) {
            assertThat(odd * TurnCounter.inverse(odd)).isEqualTo(1);
        }
        assertThat(0x7fff_ffff * TurnCounter.inverse(0x7fff_ffff)).isEqualTo(1);
    }
}
