package org.manyhands.assimilator.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Marks of an axis at round numbers: 1, 2 or 5 times a power of ten apart. */
final class Ticks {
    private Ticks() {}

    /** A mark. */
    record Tick(double value, String label) {}

    /**
     * Marks between two values.
     *
     * @param about roughly how many
     */
    static List<Tick> between(double low, double high, int about) {
        BigDecimal step = step((high - low) / about);
        BigDecimal first =
                BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal at = first; at.doubleValue() <= high; at = at.add(step)) {
            ticks.add(new Tick(at.doubleValue(), label(at, step)));
        }
        return ticks;
    }

    /** StrictMath: the same on every machine, so that the same answer has the same bytes. */
    private static BigDecimal step(double least) {
        int exponent = (int) StrictMath.floor(StrictMath.log10(least));
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= least) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(exponent + 1);
    }

    private static String label(BigDecimal value, BigDecimal step) {
        BigDecimal rounded = value.setScale(Math.max(0, step.scale()), RoundingMode.HALF_EVEN);
        boolean plain = rounded.signum() == 0
                || (rounded.abs().compareTo(BigDecimal.valueOf(10_000_000)) < 0 && rounded.scale() <= 6);
        return plain ? rounded.toPlainString() : value.stripTrailingZeros().toString();
    }
}
