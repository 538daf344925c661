package org.manyhands.db.schedule;

import java.util.Arrays;
import java.util.List;

/** What hosts that were heard of lately can do with tasks of one batch. Immutable. */
public final class Fleet {
    /** Nobody is there: nothing is fast, nothing too slow. */
    public static final Fleet UNKNOWN = of(List.of(), 1);

    /** The median turnaround of this share, from the fastest on, is what a copy made now takes. */
    private static final double FAST = 0.25;
    /** Copies go to so many times as many hosts as there are copies, the fastest: not all of them are idle. */
    private static final double CHOICE = 2;

    private static final double LEAST_SHARE = 0.1;
    private static final double MOST_SHARE = 0.4;

    private final double[] medians;
    private final double[] slow;
    private final double weight;

    private Fleet(double[] medians, double[] slow, double weight) {
        this.medians = medians;
        this.slow = slow;
        this.weight = weight;
    }

    /**
     * From predicted turnarounds.
     *
     * @param turnarounds of all such hosts, or of a sample
     * @param weight how many hosts each of them stands for
     */
    public static Fleet of(List<Prediction> turnarounds, double weight) {
        double[] medians =
                turnarounds.stream().mapToDouble(Prediction::medianSeconds).toArray();
        double[] slow = turnarounds.stream()
                .mapToDouble(prediction -> prediction.quantile(Prediction.P80))
                .toArray();
        Arrays.sort(medians);
        Arrays.sort(slow);
        return new Fleet(medians, slow, weight);
    }

    /** What a copy made now on a fast host takes; infinity when nobody is there. */
    public double copySeconds() {
        return at(medians, FAST);
    }

    /** Hosts whose turnaround is below this in four of five cases are the fast ones for so many copies. */
    public double fastSeconds(int copies) {
        double share = copies * CHOICE / Math.max(1, slow.length * weight);
        return at(slow, Math.max(LEAST_SHARE, Math.min(MOST_SHARE, share)));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.POSITIVE_INFINITY
                : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
