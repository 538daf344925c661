package org.manyhands.db.schedule;

/**
 * How long something takes, lognormal.
 *
 * @param medianSeconds half of the cases are faster
 * @param deviation standard deviation of the natural logarithm
 */
public record Prediction(double medianSeconds, double deviation) {
    /** Standard normal quantiles. */
    public static final double P80 = 0.8416;

    public static final double P90 = 1.2816;
    public static final double P95 = 1.6449;

    public Prediction {
        if (!(medianSeconds >= 0) || !(deviation >= 0)) {
            throw new IllegalArgumentException("no prediction: median " + medianSeconds + " s, deviation " + deviation
                    + "; neither may be negative");
        }
    }

    /** The quantile that belongs to a standard normal quantile, in seconds. */
    public double quantile(double standardNormal) {
        return medianSeconds * Math.exp(standardNormal * deviation);
    }

    /** Probability that it takes longer. */
    public double longerThan(double seconds) {
        if (seconds <= 0) {
            return 1;
        }
        if (medianSeconds == 0) {
            return 0;
        }
        double distance = Math.log(seconds / medianSeconds);
        return deviation == 0 ? (distance < 0 ? 1 : 0) : Normal.above(distance / deviation);
    }

    /** So many times as long. */
    public Prediction times(double factor) {
        return new Prediction(medianSeconds * factor, deviation);
    }
}
