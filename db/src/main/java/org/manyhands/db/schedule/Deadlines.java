package org.manyhands.db.schedule;

/** Until when a host may keep a result. */
public final class Deadlines {
    /** A deadline is so many times the 95th percentile of the predicted turnaround: it ends what is lost, and hurries nobody. */
    public static final double FACTOR = 3;

    /** No deadline is longer, whatever was predicted: 7 days, which is BOINC's usual bound. */
    public static final double LONGEST_SECONDS = 7 * 86_400;

    private Deadlines() {}

    /**
     * Seconds from dispatch.
     *
     * @param floorSeconds the project's {@code policy.deadline}: what holds while nothing is known, and the least
     */
    public static double seconds(Prediction turnaround, double floorSeconds) {
        double predicted = Math.min(FACTOR * turnaround.quantile(Prediction.P95), LONGEST_SECONDS);
        return Math.max(predicted, floorSeconds);
    }

    /**
     * Whether the deadline that a host would get is long enough for it. Of a host that returned nothing yet it is the floor, whatever it claims.
     *
     * @param fuelPerSecond measured, or claimed while nothing was
     * @param floorSeconds as for {@link #seconds}
     */
    public static boolean finishes(HostRecord known, long fuel, double fuelPerSecond, double floorSeconds) {
        double seconds = known.turnaround(fuel, fuelPerSecond).quantile(Prediction.P95);
        return known.turnaround().samples() == 0 ? seconds <= floorSeconds : FACTOR * seconds <= LONGEST_SECONDS;
    }
}
