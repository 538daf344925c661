package org.manyhands.db.schedule;

/**
 * How fast a batch's work gets done.
 *
 * @param unitsPerSecond work units, 0 when nothing is known
 * @param relativeError standard error of the count that it comes from, as a share of it
 */
public record Pace(double unitsPerSecond, double relativeError) {
    /** Nothing came back yet. */
    public static final Pace UNKNOWN = new Pace(0, 1);

    /** Returns of a busy fleet scatter less than Poisson's: each host's come one after another. */
    private static final double COUNTED = 0.1;

    private static final int LEAST_RETURNS = 4;

    /** Results that come back together say nothing of the pace. */
    private static final double LEAST_WINDOW_SECONDS = 60;

    /**
     * From what came back in a window of time up to now.
     *
     * @param returned work units that were completed in the window
     * @param headway work units' worth of what is under way that was done in the window (parts count as parts)
     */
    public static Pace of(double returned, double headway, double windowSeconds) {
        double done = returned + Math.max(0, headway);
        if (!(done > 0) || !(windowSeconds > 0)) {
            return UNKNOWN;
        }
        return new Pace(done / windowSeconds, Math.sqrt(COUNTED / done));
    }

    /**
     * From the newest results that came back.
     *
     * @param returns how many results
     * @param units work units, or pieces of the input, that they make
     * @param windowSeconds since the first of them
     */
    public static Pace lately(int returns, double units, double windowSeconds) {
        return returns < LEAST_RETURNS ? UNKNOWN : of(units, 0, Math.max(LEAST_WINDOW_SECONDS, windowSeconds));
    }

    /** Seconds for so many work units; infinity when the pace is not known. */
    public double secondsFor(double units) {
        return units <= 0 ? 0 : unitsPerSecond <= 0 ? Double.POSITIVE_INFINITY : units / unitsPerSecond;
    }
}
