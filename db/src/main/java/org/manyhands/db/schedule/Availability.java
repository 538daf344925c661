package org.manyhands.db.schedule;

/**
 * When a host computes, learned from its calls: it calls every few minutes while it is on, so a long silence was time off. What is
 * two weeks old counts half.
 *
 * @param onSeconds time on, forgotten by and by
 * @param offSeconds time off, forgotten by and by
 * @param offPeriods how many times it was off, forgotten by and by
 */
public record Availability(double onSeconds, double offSeconds, double offPeriods) {
    /** Nothing is known. */
    public static final Availability UNKNOWN = new Availability(0, 0, 0);

    /** A silence of so many times what the host was asked for is time off. */
    public static final double SILENCE = 3;

    /** No silence shorter than this is time off: calls are late for many reasons. */
    public static final double LEAST_SILENCE_SECONDS = 600;

    private static final double HALF_LIFE_SECONDS = 14 * 86_400;
    /** Hosts at large: on for two thirds of the time, off for some hours (Javadi et al. 2011, docs/scheduling.md). */
    private static final double PRIOR_ON_SECONDS = 8 * 3_600;

    private static final double PRIOR_OFF_SECONDS = 4 * 3_600;
    private static final double PRIOR_OFF_PERIODS = 0.75;

    public Availability {
        if (!(onSeconds >= 0) || !(offSeconds >= 0) || !(offPeriods >= 0)) {
            throw new IllegalArgumentException("no availability: on " + onSeconds + " s, off " + offSeconds + " s in "
                    + offPeriods + " periods; none may be negative");
        }
    }

    /**
     * After a call.
     *
     * @param silentSeconds since the call before
     * @param askedSeconds when the host had been asked to call again
     */
    public Availability heard(double silentSeconds, double askedSeconds) {
        return isOff(silentSeconds, askedSeconds) ? off(silentSeconds) : on(silentSeconds);
    }

    /** True when a host that has been silent for so long is off. */
    public static boolean isOff(double silentSeconds, double askedSeconds) {
        return silentSeconds > Math.max(LEAST_SILENCE_SECONDS, SILENCE * askedSeconds);
    }

    /** So much longer on. */
    public Availability on(double seconds) {
        double kept = Math.pow(2, -Math.max(0, seconds) / HALF_LIFE_SECONDS);
        return new Availability(onSeconds * kept + Math.max(0, seconds), offSeconds * kept, offPeriods * kept);
    }

    /** One more time off. */
    public Availability off(double seconds) {
        double kept = Math.pow(2, -Math.max(0, seconds) / HALF_LIFE_SECONDS);
        return new Availability(onSeconds * kept, offSeconds * kept + Math.max(0, seconds), offPeriods * kept + 1);
    }

    /** Share of the time that it computes, 0 to 1, hosts at large counting as half a day. */
    public double fraction() {
        double on = onSeconds + PRIOR_ON_SECONDS;
        return on / (on + offSeconds + PRIOR_OFF_SECONDS);
    }

    /** Mean length of a time off, seconds. */
    public double meanOffSeconds() {
        return (offSeconds + PRIOR_OFF_SECONDS) / (offPeriods + PRIOR_OFF_PERIODS);
    }

    /** Mean length of a time on, seconds. */
    public double meanOnSeconds() {
        return (onSeconds + PRIOR_ON_SECONDS) / (offPeriods + PRIOR_OFF_PERIODS);
    }

    /**
     * How long a host that is silent stays away yet, seconds. Times off are heavy-tailed: who has been away for long stays away
     * for about as long again (Lindy's law holds for the lognormal and Pareto tails that were measured).
     */
    public double awayYetSeconds(double silentSeconds) {
        return Math.max(meanOffSeconds() / 2, silentSeconds);
    }
}
