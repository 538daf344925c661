package org.manyhands.db.schedule;

/**
 * What the project learned of a host with one application.
 *
 * @param speed fuel a second while it works
 * @param turnaround time from dispatch to return, over the time that the work alone would take at {@code speed}
 * @param kept results that came back as promised, forgotten by and by
 * @param broken results that ended in an error, passed their deadline or were wrong, forgotten by and by
 * @param quota how many results a day the host may have
 * @param learnedFuel fuel of the results that speed and turnaround rest on, forgotten by and by; 0 where it was not counted
 */
public record HostRecord(
        RunningEstimate speed,
        RunningEstimate turnaround,
        double kept,
        double broken,
        Quota quota,
        double learnedFuel) {
    /** Nothing is known. */
    public static final HostRecord NONE =
            new HostRecord(RunningEstimate.NONE, RunningEstimate.NONE, 0, 0, Quota.NONE, 0);

    /** Tiny tasks wait for calls many times as long as they run, which says nothing of large ones: more than this counts as this. */
    private static final double MOST_TURNAROUND = 20;

    /** An event weighs this much less with each later one: the last fifty count. */
    public static final double KEPT_WEIGHT = 0.98;
    /** No result weighs less among those of its size: what lies some hundred results back is forgotten. */
    private static final double LEAST_GAIN = 1 / 33.0;

    /** Nor one that is small beside what was learned from: hundreds of such are followed nevertheless. */
    private static final double LEAST_GAIN_OF_SMALL = 1 / 256.0;

    /** What holds of hosts at large: 19 of 20 results come back as promised. */
    private static final double PRIOR_KEPT = 3.8;

    private static final double PRIOR_BROKEN = 0.2;
    /** Turnaround of hosts at large over the time of the work alone: they are off for a third of the time. */
    private static final RunningEstimate PRIOR_TURNAROUND = new RunningEstimate(0, Math.log(1.4), 0.6);

    private static final RunningEstimate PRIOR_SPEED_SCATTER = new RunningEstimate(0, 0, 0.25);
    private static final double PRIOR_WEIGHT = 3;

    /**
     * The running time that is believed: the host claims it, and the project saw the result go and come back. A run was no longer than that, and, where a
     * time is claimed, no shorter than the share of it that {@link #turnaround} can express: so no time that is claimed makes a host come out faster than it was seen to be.
     *
     * @return not positive when unknown
     */
    public static double believedSeconds(double claimedSeconds, double turnaroundSeconds) {
        return claimedSeconds <= 0
                ? 0
                : Math.min(turnaroundSeconds, Math.max(claimedSeconds, turnaroundSeconds / MOST_TURNAROUND));
    }

    /**
     * A result came back. It weighs as much as its fuel: a run of a second is mostly start and waiting for a call, which says little of one that takes half an hour, and
     * the first such run outweighs all canaries. The fuel is the host's word until it is validated; it is bounded by the work unit's limit, and what is wrong with
     * it is wrong in the host's own record.
     *
     * @param fuel that it used
     * @param workSeconds that its run took; not positive when unknown
     * @param turnaroundSeconds from dispatch to return
     */
    public HostRecord returned(long fuel, double workSeconds, double turnaroundSeconds) {
        double gain = gain((double) fuel);
        RunningEstimate faster = workSeconds > 0 && fuel > 0 ? speed.plus(fuel / workSeconds, gain) : speed;
        RunningEstimate longer = faster.samples() == 0 || fuel <= 0
                ? turnaround
                : turnaround.plus(Math.min(MOST_TURNAROUND, turnaroundSeconds * faster.median() / fuel), gain);
        double learned = fuel <= 0 || faster.samples() == 0
                ? learnedFuel
                : (weight((double) fuel) + fuel) * (1 - Math.min(gain, LEAST_GAIN));
        return new HostRecord(faster, longer, kept * KEPT_WEIGHT + 1, broken * KEPT_WEIGHT, quota.kept(), learned);
    }

    /** What a result of so much fuel weighs, of all that is known then. */
    private double gain(double fuel) {
        return fuel <= 0 ? 1 : Math.max(fuel / (weight(fuel) + fuel), LEAST_GAIN_OF_SMALL);
    }

    /** Fuel that was learned from; where it was not counted, as many results of this size as there were. */
    private double weight(double fuel) {
        return learnedFuel > 0 ? learnedFuel : Math.min((double) speed.samples(), 1 / LEAST_GAIN - 1) * fuel;
    }

    /** A result failed on the host, or did not come back in time. */
    public HostRecord broke() {
        return broken(quota.broke());
    }

    /** A result that it returned was found wrong. */
    public HostRecord wrong() {
        return broken(quota.wrong());
    }

    private HostRecord broken(Quota smaller) {
        return new HostRecord(speed, turnaround, kept * KEPT_WEIGHT, broken * KEPT_WEIGHT + 1, smaller, learnedFuel);
    }

    /** With another quota. */
    public HostRecord with(Quota changed) {
        return new HostRecord(speed, turnaround, kept, broken, changed, learnedFuel);
    }

    /** Probability that the next result comes back as promised. */
    public double reliability() {
        return (kept + PRIOR_KEPT) / (kept + broken + PRIOR_KEPT + PRIOR_BROKEN);
    }

    /**
     * Fuel a second: learned, drawn towards what is typical while there is little.
     *
     * @param typical of hosts with this application, or what this host claims; positive
     */
    public double fuelPerSecond(double typical) {
        RunningEstimate prior = new RunningEstimate(0, Math.log(Math.max(1, typical)), PRIOR_SPEED_SCATTER.variance());
        return speed.samples() == 0
                ? Math.max(1, typical)
                : speed.shrunk(prior, 1).median();
    }

    /** How long work of so much fuel takes while the host computes. */
    public double workSeconds(long fuel, double typicalSpeed) {
        return fuel / fuelPerSecond(typicalSpeed);
    }

    /**
     * From dispatch to return, at least as long as the project saw it take: what decides who is fast. Speed times ratio is in it, so a running time
     * that is claimed too short cancels out, also while the ratio is still drawn towards that of hosts at large.
     */
    public Prediction seenTurnaround(long fuel, double typicalSpeed) {
        Prediction predicted = turnaround(fuel, typicalSpeed);
        if (speed.samples() == 0 || turnaround.samples() == 0) {
            return predicted;
        }
        double seenSeconds = fuel / speed.median() * turnaround.median();
        return new Prediction(Math.max(predicted.medianSeconds(), seenSeconds), predicted.deviation());
    }

    /** From dispatch to return. */
    public Prediction turnaround(long fuel, double typicalSpeed) {
        RunningEstimate ratio = turnaround.shrunk(PRIOR_TURNAROUND, PRIOR_WEIGHT);
        return new Prediction(workSeconds(fuel, typicalSpeed) * ratio.median(), Math.sqrt(ratio.variance()));
    }
}
