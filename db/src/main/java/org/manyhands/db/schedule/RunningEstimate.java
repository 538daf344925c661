package org.manyhands.db.schedule;

/**
 * Mean and variance of the logarithm of a positive quantity, kept up to date one sample at a time. Logarithms, because times and
 * speeds of hosts scatter by factors; a lone wild sample moves it little (Huber's clipping), a lasting change is followed.
 *
 * @param samples how many were taken in
 * @param mean of the natural logarithm
 * @param variance of the natural logarithm
 */
public record RunningEstimate(long samples, double mean, double variance) {
    /** Nothing is known. */
    public static final RunningEstimate NONE = new RunningEstimate(0, 0, 0);

    /** A prior is set against at most so many samples. */
    private static final double MOST_EFFECTIVE = 32;
    /** Samples further away than so many standard deviations count as that far (Huber 1964). */
    private static final double CLIP = 3;
    /** Before so many samples the scatter is not known well enough to call one wild. */
    private static final int CLIPPED_FROM = 6;

    private static final double LEAST_DEVIATION = 0.1;

    public RunningEstimate {
        if (samples < 0 || !Double.isFinite(mean) || !(variance >= 0) || !Double.isFinite(variance)) {
            throw new IllegalArgumentException("no running estimate: samples " + samples + ", mean " + mean
                    + ", variance " + variance + "; expected finite numbers, samples and variance not negative");
        }
    }

    /**
     * With one more sample; one that is not positive and finite says nothing and changes nothing.
     *
     * @param gain what the sample weighs, of all that is known then; the first is all that is known
     */
    public RunningEstimate plus(double sample, double gain) {
        if (!(gain > 0) || gain > 1) {
            throw new IllegalArgumentException("a sample weighs " + gain + "; expected more than 0 and at most 1");
        }
        if (!(sample > 0) || !Double.isFinite(sample)) {
            return this;
        }
        double logarithm = Math.log(sample);
        if (samples == 0) {
            return new RunningEstimate(1, logarithm, 0);
        }
        double step = logarithm - mean;
        if (samples >= CLIPPED_FROM && gain * CLIPPED_FROM < 1) {
            double most = CLIP * Math.max(Math.sqrt(variance), LEAST_DEVIATION);
            step = Math.max(-most, Math.min(most, step));
        }
        return new RunningEstimate(samples + 1, mean + gain * step, (1 - gain) * (variance + gain * step * step));
    }

    /** The median of the quantity; 1 when nothing is known. */
    public double median() {
        return Math.exp(mean);
    }

    /**
     * Drawn towards what is true of hosts at large: the prior counts as {@code weight} samples.
     *
     * @param prior of which the sample count is not used
     */
    public RunningEstimate shrunk(RunningEstimate prior, double weight) {
        double effective = Math.min((double) samples, MOST_EFFECTIVE);
        double share = effective / (effective + weight);
        double between = mean - prior.mean;
        return new RunningEstimate(
                samples,
                prior.mean + share * between,
                share * variance + (1 - share) * prior.variance + share * (1 - share) * between * between);
    }
}
