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

    /** Seconds for so many work units; infinity when the pace is not known. */
    public double secondsFor(double units) {
        return units <= 0 ? 0 : unitsPerSecond <= 0 ? Double.POSITIVE_INFINITY : units / unitsPerSecond;
    }
}
