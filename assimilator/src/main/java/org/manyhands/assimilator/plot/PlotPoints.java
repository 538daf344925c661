package org.manyhands.assimilator.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.build.ExactNumber;

/**
 * Collects points for a plot in bounded memory: once there are {@value #MOST_POINTS}, every second one goes and from then
 * on only every second, fourth, eighth row is taken. The best point stays in any case.
 */
public final class PlotPoints {
    public static final int MOST_POINTS = 4_096;

    /** Differences of numbers up to here are numbers, too. */
    private static final double LARGEST = 1e300;

    private final String xName;
    private final String yName;
    private final String seriesName;
    private List<Point> points = new ArrayList<>();
    private @Nullable Point best;
    private long offered;
    private long left;
    private long stride = 1;
    private boolean numericX = true;

    /** @param seriesName empty when there is one series only */
    public PlotPoints(String xName, String yName, String seriesName) {
        this.xName = xName;
        this.yName = yName;
        this.seriesName = seriesName;
    }

    /**
     * A point.
     *
     * @param x as text
     * @param series empty for the only one
     */
    public record Point(String x, double y, String series) {}

    /**
     * Adds a row.
     *
     * @param y as text; a row without a number there is left out
     * @param isBest true when no row before was better
     */
    public void add(String x, String y, String series, boolean isBest) {
        Optional<Double> value = number(y);
        if (value.isEmpty()) {
            left++;
            return;
        }
        numericX &= number(x).isPresent();
        Point point = new Point(x.strip(), value.get(), series.strip());
        best = isBest ? point : best;
        if (offered++ % stride == 0) {
            points.add(point);
        }
        if (points.size() == MOST_POINTS) {
            thinOut();
        }
    }

    private void thinOut() {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            kept.add(points.get(i));
        }
        points = kept;
        stride *= 2;
    }

    /** A number that can be drawn, if it is one. */
    static Optional<Double> number(String text) {
        return ExactNumber.of(text.strip()).map(BigDecimal::doubleValue).filter(value -> Math.abs(value) <= LARGEST);
    }

    /** In order of rows. */
    List<Point> points() {
        return List.copyOf(points);
    }

    Optional<Point> best() {
        return Optional.ofNullable(best);
    }

    /** Rows that had a number for y. */
    long offered() {
        return offered;
    }

    /** Rows that had none. */
    long leftOut() {
        return left;
    }

    /** Every how many rows a point was taken. */
    long stride() {
        return stride;
    }

    /** True when each x is a number; otherwise they are names, in order of appearance. */
    boolean numericX() {
        return numericX;
    }

    String xName() {
        return xName;
    }

    String yName() {
        return yName;
    }

    String seriesName() {
        return seriesName;
    }
}
