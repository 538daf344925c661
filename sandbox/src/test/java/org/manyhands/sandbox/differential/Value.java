package org.manyhands.sandbox.differential;

import java.util.HexFormat;
import java.util.Random;
import run.endive.wasm.types.ValType;

/** Numbers of WebAssembly as the hosts of all engines write them: {@code i32:0000002a}, {@code f64:nan}. */
final class Value {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        2,
        7,
        31,
        32,
        63,
        64,
        0x7f,
        0x80,
        0xff,
        0x7fff,
        0x8000,
        0xffff,
        65_535 * 17L,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x5555_5555_5555_5555L
    };

    private static final double[] DOUBLE_EDGES = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        -0.5,
        1.5,
        2.5,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Float.MAX_VALUE,
        Float.MIN_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        2_147_483_647.0,
        2_147_483_648.0,
        -2_147_483_648.9,
        4_294_967_295.9,
        0x1.fffffffffffffp62,
        0x1p63,
        0x1p64,
        2_251_799_813_685_249.5
    };

    private Value() {}

    /** A number of a type, often one at an edge. Its NaNs are canonical, since JavaScript keeps no others. */
    static long random(ValType type, Random random) {
        boolean edge = random.nextInt(3) > 0;
        if (type.equals(ValType.F64)) {
            double value = edge
                    ? DOUBLE_EDGES[random.nextInt(DOUBLE_EDGES.length)]
                    : Double.longBitsToDouble(random.nextLong());
            return Double.doubleToLongBits(value);
        }
        if (type.equals(ValType.F32)) {
            float value = edge
                    ? (float) DOUBLE_EDGES[random.nextInt(DOUBLE_EDGES.length)]
                    : Float.intBitsToFloat(random.nextInt());
            return Integer.toUnsignedLong(Float.floatToIntBits(value));
        }
        long value = edge ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
        return type.equals(ValType.I32) ? value & 0xffff_ffffL : value;
    }

    static String words(ValType type, long bits) {
        if (type.equals(ValType.I64)) {
            return "i64:" + HexFormat.of().toHexDigits(bits);
        }
        if (type.equals(ValType.I32)) {
            return "i32:" + HexFormat.of().toHexDigits((int) bits);
        }
        if (type.equals(ValType.F64)) {
            boolean nan = Double.isNaN(Double.longBitsToDouble(bits));
            return "f64:" + (nan ? "nan" : HexFormat.of().toHexDigits(bits));
        }
        if (type.equals(ValType.F32)) {
            boolean nan = Float.isNaN(Float.intBitsToFloat((int) bits));
            return "f32:" + (nan ? "nan" : HexFormat.of().toHexDigits((int) bits));
        }
        throw new IllegalArgumentException("a plan cannot pass a " + type);
    }

    static long bits(String words) {
        String digits = words.substring(words.indexOf(':') + 1);
        if (digits.equals("nan")) {
            return words.startsWith("f64")
                    ? Double.doubleToLongBits(Double.NaN)
                    : Integer.toUnsignedLong(Float.floatToIntBits(Float.NaN));
        }
        return HexFormat.fromHexDigitsToLong(digits);
    }
}
