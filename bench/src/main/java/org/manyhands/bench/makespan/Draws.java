package org.manyhands.bench.makespan;

import java.util.SplittableRandom;

/** Random numbers of the distributions that the model names. */
final class Draws {
    private Draws() {}

    static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    static double weibull(SplittableRandom random, double shape, double mean) {
        double scale = mean / gamma(1 + 1 / shape);
        return scale * Math.pow(-Math.log(1 - random.nextDouble()), 1 / shape);
    }

    static double lognormalOfMean(SplittableRandom random, double mean, double deviation) {
        return mean * Math.exp(deviation * normal(random) - deviation * deviation / 2);
    }

    static Model.Owner owner(SplittableRandom random) {
        double left = random.nextDouble();
        for (Model.Owner owner : Model.OWNERS) {
            left -= owner.share();
            if (left < 0) {
                return owner;
            }
        }
        return Model.OWNERS.get(Model.OWNERS.size() - 1);
    }

    /** The gamma function for arguments from 1: Stirling's series after shifting the argument up. */
    private static double gamma(double x) {
        double divisor = 1;
        double shifted = x;
        while (shifted < 10) {
            divisor *= shifted;
            shifted++;
        }
        double logarithm = (shifted - 0.5) * Math.log(shifted)
                - shifted
                + 0.5 * Math.log(2 * Math.PI)
                + 1 / (12 * shifted)
                - 1 / (360 * shifted * shifted * shifted);
        return Math.exp(logarithm) / divisor;
    }
}
