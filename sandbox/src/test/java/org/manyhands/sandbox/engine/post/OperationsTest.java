package org.manyhands.sandbox.engine.post;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.engine.Guests;

/** Operations that are put in place of a helper give the same, bit by bit. */
class OperationsTest {
    private static final long[] BITS = {
        0,
        1,
        2,
        31,
        32,
        33,
        63,
        64,
        127,
        128,
        255,
        32_767,
        32_768,
        65_535,
        0x7FFF_FFFFL,
        0x8000_0000L,
        0xFFFF_FFFFL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1,
        -128,
        0x0123_4567_89AB_CDEFL
    };
    private static final double[] NUMBERS = {
        0,
        -0.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        -2.5,
        1e-310,
        1e30,
        -1e30,
        2_251_799_813_685_249.5,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY
    };

    private static long[] values(String type) {
        return switch (type) {
            case "i32" -> Arrays.stream(BITS).map(bits -> bits & 0xFFFF_FFFFL).toArray();
            case "i64" -> BITS;
            case "f32" ->
                Arrays.stream(NUMBERS)
                        .mapToLong(value -> Float.floatToRawIntBits((float) value))
                        .toArray();
            default ->
                Arrays.stream(NUMBERS).mapToLong(Double::doubleToRawLongBits).toArray();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "i32, i32, clz ctz popcnt extend8_s extend16_s",
        "i64, i64, clz ctz popcnt extend8_s extend16_s extend32_s",
        "i32, i64, extend_i32_s extend_i32_u",
        "f32, i32, reinterpret_f32",
        "f64, i64, reinterpret_f64",
        "i32, f32, reinterpret_i32 convert_i32_s convert_i32_u",
        "i64, f64, reinterpret_i64 convert_i64_s convert_i64_u",
        "i64, f32, convert_i64_s convert_i64_u",
        "i32, f64, convert_i32_s convert_i32_u",
        "f32, f32, abs ceil floor trunc nearest sqrt",
        "f64, f64, abs ceil floor trunc nearest sqrt"
    })
    void ofOne(String from, String to, String names) {
        for (String name : names.split(" ")) {
            String code = "(func (export \"f\") (param %s) (result %s) (%s.%s (local.get 0)))";
            try (Guests guests = new Guests(code.formatted(from, to, to, name))) {
                for (long value : values(from)) {
                    guests.call("f", value);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "i32, rotl rotr shl shr_s shr_u div_s div_u rem_s rem_u",
        "i64, rotl rotr shl shr_s shr_u div_s div_u rem_s rem_u",
        "f32, min max copysign",
        "f64, min max copysign"
    })
    void ofTwo(String type, String names) {
        for (String name : names.split(" ")) {
            String code =
                    "(func (export \"f\") (param %1$s %1$s) (result %1$s) (%1$s.%2$s (local.get 0) (local.get 1)))";
            try (Guests guests = new Guests(code.formatted(type, name))) {
                for (long a : values(type)) {
                    for (long b : values(type)) {
                        guests.call("f", a, b);
                    }
                }
            }
        }
    }
}
