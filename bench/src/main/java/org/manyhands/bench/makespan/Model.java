package org.manyhands.bench.makespan;

import java.util.ArrayList;
import java.util.List;

/**
 * The world of the simulation; every number is printed with the result. Times in seconds.
 *
 * @param hosts how many there are
 * @param tasks of one hour on the reference host
 * @param warmUpSeconds hosts work for other batches before, and are learned of
 */
record Model(int hosts, int tasks, double warmUpSeconds) {
    static final long REFERENCE_FUEL_PER_SECOND = 1_000_000_000L;
    /** What a batch that is cut in sizes is cut into: a second on the reference host. */
    static final long PIECE_FUEL = REFERENCE_FUEL_PER_SECOND;

    static final long TASK_FUEL = 3_600 * REFERENCE_FUEL_PER_SECOND;

    static final double SPEED_DEVIATION = 0.5;
    static final double RUN_DEVIATION = 0.1;
    static final double NEW_HOSTS = 0.05;
    static final double LIFETIME_SECONDS = 30 * 86_400;
    static final double ERRORS_AN_HOUR = 0.01;
    static final double LATE_AN_HOUR = 0.03;
    static final double LATE_MEDIAN_SECONDS = 2 * 3_600;
    static final double ON_SHAPE = 0.6;
    static final double OFF_DEVIATION = 1.0;
    static final double CALL_SECONDS = 300;
    static final double START_SECONDS = 0.5;

    /** Kinds of owners: share of the hosts, share of the time on, mean time on in seconds. */
    static final List<Owner> OWNERS = List.of(
            new Owner("always on", 0.4, 0.95, 48 * 3_600),
            new Owner("daily", 0.5, 0.65, 6 * 3_600),
            new Owner("now and then", 0.1, 0.25, 5_400));

    record Owner(String name, double share, double on, double meanOnSeconds) {
        double meanOffSeconds() {
            return meanOnSeconds * (1 - on) / on;
        }
    }

    /** The model in words, a line each. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(hosts + " hosts, " + tasks
                + " tasks of 1 h on the reference host, quorum of one, one slot a host; learned of for "
                + hours(warmUpSeconds) + " h before, " + percent(NEW_HOSTS) + " are new");
        words.add("speed: lognormal, median 1, deviation " + SPEED_DEVIATION
                + "; of each run: times lognormal, deviation " + RUN_DEVIATION + ", and " + START_SECONDS
                + " s before it computes");
        words.add("on: Weibull, shape " + ON_SHAPE + "; off: lognormal, deviation " + OFF_DEVIATION
                + "; off keeps the work and does nothing");
        for (Owner owner : OWNERS) {
            words.add("  " + percent(owner.share()) + " of the owners \"" + owner.name() + "\": on "
                    + percent(owner.on()) + " of the time, for " + hours(owner.meanOnSeconds()) + " h in the mean");
        }
        words.add("for each hour of a run: " + percent(ERRORS_AN_HOUR) + " end in an error, " + percent(LATE_AN_HOUR)
                + " are reported late (lognormal, median " + hours(LATE_MEDIAN_SECONDS) + " h, deviation 1)");
        words.add("hosts vanish for ever with all they hold: exponential, mean " + hours(LIFETIME_SECONDS) / 24
                + " days; calls while on: at each result's end and every " + CALL_SECONDS + " s");
        words.add(
                "extra work: all fuel beyond one execution a task, of copies, errors and vanished hosts, also what copies that"
                        + " have started burn after the end");
        return words;
    }

    private static double hours(double seconds) {
        return seconds / 3_600;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
