package org.manyhands.bench.makespan;

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
        return List.of(
                hosts + " hosts, " + tasks
                        + " tasks of 1 h on the reference host, quorum of one, one slot a host, learned of for "
                        + Math.round(warmUpSeconds / 3_600) + " h before (5 % are new)",
                "speed: lognormal, median 1, deviation 0.5; each run times lognormal 0.1",
                "on: Weibull, shape 0.6; off: lognormal, deviation 1.0; owners: 30 % always on (95 %, mean 48 h), 55 % daily (60 %, 6 h),"
                        + " 15 % now and then (25 %, 1.5 h)",
                "off keeps the work and does nothing; for each hour of a run, 1 % end in an error and 3 % are reported late (lognormal, median 2 h,"
                        + " deviation 1)",
                "hosts vanish for ever with all they hold: exponential, mean 10 days; calls while on: at each result's end and every 5"
                        + " minutes",
                "extra work: all fuel beyond one execution a task, of copies, errors and vanished hosts, also what copies that have"
                        + " started burn after the end");
    }
}
