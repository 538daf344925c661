package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bits of a NaN that comes from arithmetic are always the same; those of one that is only passed on are kept. */
class NanBitsTest {
    private static final long CANONICAL = 0x7ff8_0000_0000_0000L;
    private static final long CANONICAL_F32 = 0x7fc0_0000L;
    private static final long SIGNALLING = 0xfff0_0000_0000_1234L;
    private static final long NEGATIVE = 0xfff8_0000_0000_0000L;

    private static long run(String body, long... arguments) {
        byte[] product = Instrumenter.instrument(Wat2Wasm.parse(
                "(module (memory 1) (global $g (mut f64) (f64.const 0)) (func (export \"f\") " + body + "))"));
        long interpreted = MeteredRun.of(product, false).call("f", arguments)[0];
        assertThat(MeteredRun.of(product, true).call("f", arguments)).containsExactly(interpreted);
        return interpreted;
    }

    @ParameterizedTest
    @ValueSource(longs = {NEGATIVE, SIGNALLING, 0x7ff8_0000_0000_0001L})
    void arithmeticGivesTheCanonicalNanWhereBitsAreSeen(long nan) {
        String sum = "(f64.add (f64.reinterpret_i64 (local.get 0)) (f64.const 1))";
        assertThat(run("(param i64) (result i64) (i64.reinterpret_f64 " + sum + ")", nan))
                .isEqualTo(CANONICAL);
        assertThat(run("(param i64) (result i64) (f64.store (i32.const 0) " + sum + ") (i64.load (i32.const 0))", nan))
                .isEqualTo(CANONICAL);
        assertThat(run(
                        "(param i64) (result i64) (global.set $g " + sum + ")"
                                + " (i64.reinterpret_f64 (global.get $g))",
                        nan))
                .isEqualTo(CANONICAL);
        assertThat(run("(param i64) (result i64) (i64.reinterpret_f64 (f64.copysign (f64.const 2) " + sum + "))", nan))
                .isEqualTo(Double.doubleToRawLongBits(2));
        assertThat(run(
                        "(param i64) (result i32) (i32.reinterpret_f32 (f32.demote_f64 (f64.reinterpret_i64"
                                + " (local.get 0))))",
                        nan))
                .isEqualTo(CANONICAL_F32);
    }

    @Test
    void signOfANanFromArithmeticIsNotSeenThroughNegation() {
        String quotient = "(f64.div (local.get 0) (local.get 0))";
        String start = "(param f64) (result i64) (i64.reinterpret_f64 (f64.neg ";
        assertThat(run(start + quotient + "))", 0)).isEqualTo(CANONICAL);
        assertThat(run(start.replace("f64.neg", "f64.abs") + quotient + "))", 0))
                .isEqualTo(CANONICAL);
    }

    @ParameterizedTest
    @ValueSource(longs = {NEGATIVE, SIGNALLING, CANONICAL, 0x4045_0000_0000_0000L})
    void whatIsOnlyPassedOnKeepsItsBits(long bits) {
        String load = "(param i64) (result i64) (local f64) (i64.store (i32.const 0) (local.get 0))";
        String store = "(f64.store (i32.const 8) %s) (i64.load (i32.const 8))";
        assertThat(run(load + store.formatted("(f64.load (i32.const 0))"), bits))
                .isEqualTo(bits);
        assertThat(run(load + "(local.set 1 (f64.load (i32.const 0)))" + store.formatted("(local.get 1)"), bits))
                .isEqualTo(bits);
        assertThat(run(load + store.formatted("(f64.neg (f64.neg (f64.reinterpret_i64 (local.get 0))))"), bits))
                .isEqualTo(bits);
    }

    @Test
    void localThatIsEverAssignedArithmeticIsCanonicalEverywhere() {
        String body = "(param i64) (result i64) (local $a f64) (local $b f64) (local $n i32)"
                + " (local.set $a (f64.reinterpret_i64 (local.get 0)))"
                + " (loop (local.set $b (local.get $a))" // In the second turn $a holds a sum.
                + " (local.set $a (f64.add (local.get $b) (f64.const 1)))"
                + " (local.set $n (i32.add (local.get $n) (i32.const 1)))"
                + " (br_if 0 (i32.lt_s (local.get $n) (i32.const 2))))"
                + " (i64.reinterpret_f64 (local.get $b))";
        assertThat(run(body, NEGATIVE)).isEqualTo(CANONICAL);
    }

    @Test
    void longChainsOfCopiesEndInCertainty() {
        StringBuilder body = new StringBuilder("(param i64) (result i64)");
        body.append(" (local f64)".repeat(20)).append(" (local i32) (loop");
        for (int i = 20; i > 1; i--) {
            body.append(" (local.set ")
                    .append(i)
                    .append(" (local.get ")
                    .append(i - 1)
                    .append("))");
        }
        body.append(" (local.set 1 (f64.sub (f64.reinterpret_i64 (local.get 0)) (f64.const 1)))")
                .append(" (br_if 0 (i32.lt_s (local.tee 21 (i32.add (local.get 21) (i32.const 1))) (i32.const 30))))")
                .append(" (i64.reinterpret_f64 (local.get 20))");
        assertThat(run(body.toString(), NEGATIVE)).isEqualTo(CANONICAL);
    }
}
