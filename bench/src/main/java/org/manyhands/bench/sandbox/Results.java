package org.manyhands.bench.sandbox;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured.
 *
 * @param clock by which time
 * @param cells by kernel and column; those that could not be measured are not there
 */
record Results(Clock clock, Map<Kernel, Map<Column, Cell>> cells) {
    /** The cell, or null when there is none. */
    @Nullable
    Cell cell(Kernel kernel, Column column) {
        return cells.getOrDefault(kernel, Map.of()).get(column);
    }

    /** How many times as long one column takes as another; NaN when one of them is missing. */
    double ratio(Kernel kernel, Column column, Column base) {
        Cell above = cell(kernel, column);
        Cell below = cell(kernel, base);
        return above == null || below == null ? Double.NaN : above.median(clock) / below.median(clock);
    }

    /** The geometric mean of the ratios over all kernels that have both; NaN when none has. */
    double geometricMean(Column column, Column base) {
        double[] logarithms = ratios(column, base).map(Math::log).toArray();
        return Math.exp(DoubleStream.of(logarithms).average().orElse(Double.NaN));
    }

    private DoubleStream ratios(Column column, Column base) {
        return cells.keySet().stream()
                .mapToDouble(kernel -> ratio(kernel, column, base))
                .filter(ratio -> !Double.isNaN(ratio));
    }
}
