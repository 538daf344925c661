package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;

/** Each rewrite can be measured alone: what is chosen is there, and nothing else is. */
class RewritesTest {
    /** Divides zero by zero as many times as asked, by calling itself, and shows the sign of what comes out. */
    private static final String RECURSIVE = "(module (func $f (export \"f\") (param i32 f64) (result i64)"
            + " (if (result i64) (local.get 0)"
            + " (then (call $f (i32.sub (local.get 0) (i32.const 1)) (f64.neg (f64.div (local.get 1) (local.get 1)))))"
            + " (else (i64.reinterpret_f64 (local.get 1))))))";

    private static byte[] rewritten(Rewrites rewrites) {
        return Instrumenter.rewrite(Wat2Wasm.parse(RECURSIVE), rewrites);
    }

    private static long fuel(Rewrites rewrites) {
        MeteredRun run = MeteredRun.of(rewritten(rewrites), false);
        run.call("f", 3, 0);
        return run.fuel();
    }

    private static int size(Rewrites rewrites) {
        return rewritten(rewrites).length;
    }

    @Test
    void allOfThemMakeTheProduct() {
        assertThat(rewritten(Rewrites.ALL)).isEqualTo(Instrumenter.instrument(Wat2Wasm.parse(RECURSIVE)));
    }

    @Test
    void onlyMeteringCountsAndItCountsTheSameAlone() {
        assertThat(fuel(Rewrites.NONE)).isZero();
        assertThat(fuel(new Rewrites(false, true, true, true))).isZero();
        assertThat(fuel(new Rewrites(true, false, false, false))).isPositive().isEqualTo(fuel(Rewrites.ALL));
    }

    @Test
    void eachOfThemAddsCodeOfItsOwn() {
        int none = size(Rewrites.NONE);
        assertThat(size(new Rewrites(true, false, false, false))).isGreaterThan(none);
        assertThat(size(new Rewrites(false, true, false, false))).isGreaterThan(none);
        assertThat(size(new Rewrites(false, false, true, false))).isGreaterThan(none);
    }
}
