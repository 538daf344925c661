package org.manyhands.db.schedule;

/** How long a result that a host has takes yet, from what the host last said. */
public final class Progress {
    /** A host that has what a batch's end waits for is off after so long a silence: it calls every few seconds, and one copy too many costs little. */
    static final double SILENT_SECONDS = 400;

    /** Scatter of the rest of a run on a host that stays on: its owner works with it too. */
    private static final double STEADY_DEVIATION = 0.2;
    /** Scatter added when a time off may come in between, for a certain one. */
    private static final double AWAY_DEVIATION = 0.9;

    private Progress() {}

    /**
     * The rest of a run, and how long the host is likely to be away.
     *
     * @param workSeconds that are left at the host's speed
     * @param silentSeconds since it was last heard of
     */
    public static Prediction left(Availability host, double workSeconds, double silentSeconds) {
        double work = Math.max(1, workSeconds);
        double goesOff = 1 - Math.exp(-work / host.meanOnSeconds());
        if (isSilent(silentSeconds)) {
            return new Prediction(work + host.awayYetSeconds(silentSeconds), AWAY_DEVIATION);
        }
        return new Prediction(
                work + goesOff * goesOff * host.meanOffSeconds(), STEADY_DEVIATION + goesOff * AWAY_DEVIATION);
    }

    /** True when nothing is expected of a host for some time. */
    public static boolean isSilent(double silentSeconds) {
        return silentSeconds > SILENT_SECONDS;
    }
}
