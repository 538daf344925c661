package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fuel of small programs, counted by hand from the weight table: the sums are written as the code runs. */
class FuelTest {
    private static final long ENTRY = 2;

    private static long fuel(String body, long... arguments) {
        MeteredRun run = MeteredRun.ofText("(module (memory 1) (func (export \"f\") " + body + "))");
        run.call("f", arguments);
        return run.fuel();
    }

    @Test
    void straightLineCodeCostsTheSumOfItsWeights() {
        assertThat(fuel("")).isEqualTo(ENTRY);
        assertThat(fuel("(drop (i32.add (i32.const 1) (i32.const 2)))")).isEqualTo(ENTRY + 4);
        assertThat(fuel("(drop (i32.div_u (i32.const 1) (i32.const 2)))")).isEqualTo(ENTRY + 3 + 10);
        assertThat(fuel("(i32.store (i32.const 0) (i32.const 2))")).isEqualTo(ENTRY + 2 + 2);
    }

    @Test
    void loopIsChargedOnceForEachTurn() {
        String loop = "(param i32) (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))";
        assertThat(fuel(loop, 1)).isEqualTo(ENTRY + 5);
        assertThat(fuel(loop, 1000)).isEqualTo(ENTRY + 1000 * 5);
    }
}
