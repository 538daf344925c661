package org.manyhands.sandbox.engine.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.manyhands.sandbox.engine.Guests;
import run.endive.runtime.Instance;

class GlobalFieldsTest {
    private static final String GLOBALS = """
            (global $i (export "i") (mut i32) (i32.const -5))
            (global $j (mut i64) (i64.const 0x7fffffffffffffff))
            (global $f (mut f32) (f32.const -0.0))
            (global $d (mut f64) (f64.const 1e300))
            (global $r (mut funcref) (ref.null func))
            (global $c i32 (i32.const 42))
            (func (export "sum") (result f64)
              (f64.add (f64.add (f64.convert_i32_s (global.get $i)) (f64.convert_i64_s (global.get $j)))
                (f64.add (f64.promote_f32 (global.get $f)) (f64.add (global.get $d) (f64.convert_i32_s (global.get $c))))))
            (func (export "set") (param i32 i64 f32 f64)
              (global.set $i (local.get 0)) (global.set $j (local.get 1))
              (global.set $f (local.get 2)) (global.set $d (local.get 3)))
            (func $one (export "null") (result i32) (ref.is_null (global.get $r)))
            (elem declare func $one)
            (func (export "fill") (global.set $r (ref.func $one)))
            """;

    private static final long NAN = 0x7FF8_0000_0000_0001L;

    @Test
    void codeReadsWhatCodeWrote() {
        try (Guests guests = new Guests(GLOBALS)) {
            guests.call("sum");
            guests.call("set", 7, -1, Float.floatToRawIntBits(2.5f), Double.doubleToRawLongBits(-4));
            guests.call("sum");
            assertThat(guests.call("null")).isEqualTo("[1]");
            guests.call("fill");
            assertThat(guests.call("null")).isEqualTo("[0]");
        }
    }

    @Test
    void hostSeesEachByIndexAndSetsIt() {
        try (Guests guests = new Guests(GLOBALS)) {
            Instance instance = guests.processed();
            guests.call("set", -7, -1, 0x7FC0_0001L, NAN);
            assertThat((int) instance.global(0).getValue()).isEqualTo(-7);
            assertThat(instance.exports().global("i").getValueLow())
                    .isEqualTo(instance.global(0).getValue());
            assertThat(instance.global(1).getValue()).isEqualTo(-1);
            assertThat((int) instance.global(2).getValue()).isEqualTo(0x7FC0_0001);
            assertThat(instance.global(3).getValue()).isEqualTo(NAN);
            instance.global(0).setValue(1);
            instance.global(1).setValueLow(2);
            instance.global(2).setValue(Float.floatToRawIntBits(4));
            instance.global(3).setValue(Double.doubleToRawLongBits(8));
            assertThat(instance.export("sum").apply()).containsExactly(Double.doubleToRawLongBits(1 + 2 + 4 + 8 + 42));
        }
    }

    @Test
    void valuesStayWhenTheRunIsOver() {
        Guests guests = new Guests(GLOBALS);
        Instance instance = guests.processed();
        instance.export("set").apply(3, 4, 0, NAN);
        guests.close();
        assertThat(instance.global(0).getValue()).isEqualTo(3);
        assertThat(instance.global(3).getValue()).isEqualTo(NAN);
        instance.global(0).setValue(9);
        assertThat(instance.global(0).getValue()).isEqualTo(9);
    }
}
