package org.manyhands.db.schedule;

import java.util.List;
import java.util.Optional;

/**
 * When a batch ends, in seconds from now. While work waits: the time until nothing waits any more, and a tail whose length is a
 * multiple of what a copy takes. Afterwards: the longest of what is under way; the distribution of that maximum is the product
 * of the distributions of its parts, each of which ends with its own run or with a copy, whichever comes first.
 * The constants were fitted in the simulation on seeds 1 to 16 and hold on others ({@code docs/scheduling.md}).
 *
 * @param medianSeconds as likely earlier as later
 * @param earliestSeconds one in ten ends before
 * @param latestSeconds one in ten ends after
 */
public record EndForecast(double medianSeconds, double earliestSeconds, double latestSeconds) {
    /** The share of hosts that are on differs by so much, over the root of their number, from its mean. */
    private static final double FLEET_SCATTER = 0.5;
    /** For so long a fleet stays above or below its mean: hours, for owners' days are. */
    private static final double FLEET_MEMORY_SECONDS = 6.5 * 3_600;

    private static final Tails EQUAL_TASKS = new Tails(1.3, 1.15, 1.2, 0.31);
    private static final Tails TAPERED_TASKS = new Tails(0.23, 0.67, 1.6, 0.06);

    /** The tails were fitted where so many work units are done in the time of one copy. */
    private static final double FITTED_AT = 260;

    /** The latest of e times as many comes so many copies later (extreme values: what is lost again and again is lost with the same odds each time). */
    private static final double LATER_WITH_MORE = 0.1;

    /** A copy waits for a fast host first, and is followed by another when it takes so many times as long as it should. */
    private static final double COPY_WAITS = 1.2;

    private static final double COPY_DEVIATION = 0.5;
    private static final double NEXT_COPY = 1.5;
    private static final int ROUNDS = 6;
    private static final double HORIZON_SECONDS = 366 * 86_400.0;

    /**
     * What a forecast is made from.
     *
     * @param waiting work units (and parts of one) that no host has yet
     * @param pace at which the batch goes
     * @param underWay for each work unit that hosts have: how long its earliest copy takes yet
     * @param copySeconds that a copy on a fast host takes, in the median
     * @param tapered true when tasks become smaller towards the end ({@link SizeClasses})
     */
    public record Ahead(double waiting, Pace pace, List<Prediction> underWay, double copySeconds, boolean tapered) {}

    /**
     * Length of the tail in copies: {@code nothing + more * (1 - exp(-drain / copies))}; the longer work still waits, the less of the
     * tail was overtaken by copies already.
     */
    private record Tails(double nothing, double more, double copies, double deviation) {
        double length(double drainInCopies) {
            return nothing + more * (1 - Math.exp(-drainInCopies / copies));
        }
    }

    /** Empty when there is no ground for one: work waits and nothing came back yet, or no host is there. */
    public static Optional<EndForecast> of(Ahead ahead) {
        double drain = ahead.pace().secondsFor(ahead.waiting());
        double copy = ahead.copySeconds();
        if (!Double.isFinite(drain) || !Double.isFinite(copy)) {
            return Optional.empty();
        }
        return Optional.of(drain > 0 ? whileWorkWaits(ahead, drain, copy) : nothingWaits(ahead.underWay(), copy));
    }

    private static EndForecast whileWorkWaits(Ahead ahead, double drain, double copy) {
        Tails tails = ahead.tapered() ? TAPERED_TASKS : EQUAL_TASKS;
        double inACopy = Math.max(1, ahead.pace().unitsPerSecond() * copy);
        double length = tails.length(drain / Math.max(1, copy)) + LATER_WITH_MORE * Math.log(inACopy / FITTED_AT);
        double median = drain + copy * Math.max(0, length);
        double scatter =
                FLEET_SCATTER * FLEET_SCATTER / Math.max(1, ahead.underWay().size());
        double drainError = Math.sqrt(2 * scatter * FLEET_MEMORY_SECONDS * drain);
        double countError = drain * ahead.pace().relativeError();
        double error = Prediction.P90 * Math.hypot(Math.hypot(drainError, countError), copy * tails.deviation());
        return new EndForecast(median, Math.max(0, median - error), median + error);
    }

    private static EndForecast nothingWaits(List<Prediction> underWay, double copySeconds) {
        Prediction copy = new Prediction(copySeconds * COPY_WAITS, COPY_DEVIATION);
        return new EndForecast(
                quantile(underWay, copy, 0.5), quantile(underWay, copy, 0.1), quantile(underWay, copy, 0.9));
    }

    /** Time by which all is over with this probability, by bisection. */
    private static double quantile(List<Prediction> parts, Prediction copy, double probability) {
        double low = 0;
        double high = HORIZON_SECONDS;
        double bar = Math.log(probability);
        while (high - low > 1) {
            double middle = (low + high) / 2;
            if (logarithmOfAllOver(parts, copy, middle) < bar) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double logarithmOfAllOver(List<Prediction> parts, Prediction copy, double seconds) {
        double notCopied = copiesLast(copy, seconds);
        double sum = 0;
        for (Prediction part : parts) {
            sum += Math.log1p(-Math.min(1 - 1e-12, part.longerThan(seconds) * notCopied));
        }
        return sum;
    }

    /** Probability that none of the copies that are made one after another is back by then. */
    private static double copiesLast(Prediction copy, double seconds) {
        double probability = 1;
        double start = 0;
        for (int round = 0; round < ROUNDS && start < seconds; round++) {
            probability *= copy.longerThan(seconds - start);
            start += NEXT_COPY * copy.medianSeconds();
        }
        return probability;
    }
}
