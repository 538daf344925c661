package org.manyhands.sandbox.engine.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.sandbox.engine.Guests;

/** Every comparison, as a number and as the condition of each thing that has one, gives what the interpreter gives. */
class ComparisonsTest {
    private static final long[] INTS = {0, 1, 2, -1, 0x7FFF_FFFF, 0x8000_0000L, 0xFFFF_FFFFL, 0xFFFF_FFFEL};
    private static final long[] LONGS = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x8000_0000L, 0xFFFF_FFFFL};

    private static long[] numbers(String type) {
        double[] doubles = {0, -0.0, 1, -1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE};
        return switch (type) {
            case "i32" -> INTS;
            case "i64" -> LONGS;
            case "f32" ->
                Arrays.stream(doubles)
                        .mapToLong(value -> Float.floatToRawIntBits((float) value))
                        .toArray();
            default ->
                Arrays.stream(doubles).mapToLong(Double::doubleToRawLongBits).toArray();
        };
    }

    /** Functions that use one comparison of {@code a} and {@code b} in each of the ways there are. */
    private static String uses(String type, String comparison) {
        String parameters = "(param %1$s %1$s) (result i32)".formatted(type);
        return """
                (func (export "value") %1$s %2$s)
                (func (export "negated") %1$s (i32.eqz %2$s))
                (func (export "twice") %1$s (i32.eqz (i32.eqz %2$s)))
                (func (export "if") %1$s (if (result i32) %2$s (then (i32.const 5)) (else (i32.const 7))))
                (func (export "unless") %1$s
                  (if (result i32) (i32.eqz %2$s) (then (i32.const 5)) (else (i32.const 7))))
                (func (export "select") %1$s (select (i32.const 5) (i32.const 7) %2$s))
                (func (export "branch") %1$s (block (br_if 0 %2$s) (return (i32.const 3))) (i32.const 4))
                (func (export "loop") %1$s (local $turns i32)
                  (loop $again
                    (local.set $turns (i32.add (local.get $turns) (i32.const 1)))
                    (br_if $again (i32.and (i32.lt_s (local.get $turns) (i32.const 3)) %2$s)))
                  (local.get $turns))
                (func (export "again") %1$s (local $turns i32)
                  (block $out (loop $again
                    (br_if $out (i32.gt_u (local.tee $turns (i32.add (local.get $turns) (i32.const 1))) (i32.const 3)))
                    (br_if $again %2$s)))
                  (local.get $turns))
                (func (export "until") %1$s (local $turns i32)
                  (block $out (loop $again
                    (br_if $out (i32.gt_u (local.tee $turns (i32.add (local.get $turns) (i32.const 1))) (i32.const 3)))
                    (br_if $again (i32.eqz %2$s))))
                  (local.get $turns))
                """.formatted(parameters, comparison);
    }

    @ParameterizedTest
    @CsvSource({
        "i32, eq ne lt_s gt_s le_s ge_s lt_u gt_u le_u ge_u",
        "i64, eq ne lt_s gt_s le_s ge_s lt_u gt_u le_u ge_u",
        "f32, eq ne lt gt le ge",
        "f64, eq ne lt gt le ge"
    })
    void comparisonOfTwo(String type, String names) {
        for (String name : names.split(" ")) {
            String comparison = "(%s.%s (local.get 0) (local.get 1))".formatted(type, name);
            try (Guests guests = new Guests(uses(type, comparison))) {
                for (long a : numbers(type)) {
                    for (long b : numbers(type)) {
                        callAll(guests, a, b);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"i32", "i64"})
    void comparisonWithZero(String type) {
        try (Guests guests = new Guests(uses(type, "(" + type + ".eqz (local.get 0))"))) {
            LongStream.of(numbers(type)).forEach(a -> callAll(guests, a, 0));
        }
    }

    private static void callAll(Guests guests, long a, long b) {
        Stream.of("value", "negated", "twice", "if", "unless", "select", "branch", "loop", "again", "until")
                .forEach(function -> guests.call(function, a, b));
    }

    /**
     * JDK-8376400: a signed comparison of two numbers, then an unsigned one of the same, was taken for one of a kind
     * once both were compiled.
     */
    @Test
    void signedAndUnsignedComparisonsOfTheSameNumbersAreToldApart() {
        try (Guests guests = new Guests("""
                (func (export "either") (param i32 i32) (result i32)
                  (if (i32.lt_s (local.get 0) (local.get 1)) (then (return (i32.const 1))))
                  (if (i32.gt_u (local.get 0) (local.get 1)) (then (return (i32.const 2))))
                  (if (i32.ge_u (local.get 0) (local.get 1)) (then (return (i32.const 3))))
                  (if (i32.lt_u (local.get 0) (local.get 1)) (then (return (i32.const 4))))
                  (i32.const 5))
                (func (export "hot") (param i32 i32) (result i32) (local $sum i32) (local $n i32)
                  (loop $again
                    (if (i32.or (i32.gt_s (local.get 1) (local.get 0)) (i32.gt_u (local.get 0) (local.get 1)))
                      (then (local.set $sum (i32.add (local.get $sum) (i32.const 3)))))
                    (if (i32.lt_u (local.get $n) (local.get 0))
                      (then (local.set $sum (i32.add (local.get $sum) (i32.const 1)))))
                    (br_if $again (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 60000))))
                  (local.get $sum))
                """)) {
            for (int round = 0; round < 40; round++) {
                for (long a : INTS) {
                    for (long b : INTS) {
                        guests.call("either", a, b);
                    }
                }
            }
            assertThat(guests.call("hot", 0xFFFF_FFFDL, 256)).isEqualTo("[240000]");
            assertThat(guests.call("hot", 256, 0xFFFF_FFFDL)).isEqualTo("[256]");
        }
    }
}
