package org.manyhands.validator.trust;

/**
 * The probability that the next result is a lie, after a number of checks that were passed: Bayes with a prior on the rate of lies
 * that gives each order of magnitude the same weight (docs/trust.md). Values for fewer than 65,536 checks are kept in a table.
 */
final class LieRisk {
    private static final int TABLE = 1 << 16;

    private final double odds;
    private final double caught;
    private final double rarest;
    private final double weight;
    private final double[] table = new double[TABLE];

    /**
     * @param share prior probability that the host cheats
     * @param caught probability that a check sees a lie
     * @param resultsPerHost a cheat that lies at all lies once in so many results, or more often
     */
    LieRisk(double share, double caught, long resultsPerHost) {
        this.odds = share / (1 - share);
        this.caught = caught;
        this.rarest = 1 / (double) resultsPerHost;
        this.weight = Math.log((double) resultsPerHost);
        for (int checks = 0; checks < TABLE; checks++) {
            table[checks] = compute(checks);
        }
    }

    double of(long checks) {
        return checks < TABLE ? table[(int) checks] : compute(checks);
    }

    private double compute(long checks) {
        double power = (double) checks + 1;
        double integral =
                (Math.pow(1 - caught * rarest, power) - Math.pow(1 - caught, power)) / (power * caught * weight);
        return Math.min(1, odds * integral);
    }
}
