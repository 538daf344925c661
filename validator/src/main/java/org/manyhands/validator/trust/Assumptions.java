package org.manyhands.validator.trust;

/**
 * What the credibility of hosts rests on (docs/trust.md).
 *
 * @param colludingShare the greatest share of hosts that may act together, above 0 and at most 0.4
 * @param faultRate how often an honest host's result is wrong by accident, from 0 to 0.01
 * @param resultsPerHost how many results a host returns for an application before it leaves, on average; 10 or more
 */
public record Assumptions(double colludingShare, double faultRate, long resultsPerHost) {
    public Assumptions {
        if (!(colludingShare > 0 && colludingShare <= 0.4)) {
            throw new IllegalArgumentException("the colluding share of hosts is " + colludingShare
                    + "; it must be above 0 and at most 0.4, for nothing holds against a majority");
        }
        if (!(faultRate >= 0 && faultRate <= 0.01)) {
            throw new IllegalArgumentException("the fault rate is " + faultRate + "; it must be from 0 to 0.01");
        }
        if (resultsPerHost < 10) {
            throw new IllegalArgumentException(
                    "the results per host are " + resultsPerHost + "; they must be 10 or more");
        }
    }

    /** One host in ten, one fault in ten million results, 4,000 results in a host's life: three months of two slots. */
    public static final Assumptions DEFAULT = new Assumptions(0.1, 1e-7, 4_000);
}
