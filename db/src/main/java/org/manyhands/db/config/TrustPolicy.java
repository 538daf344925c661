package org.manyhands.db.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the project assumes of its hosts where batches have an error rate ({@code docs/trust.md}).
 *
 * @param colluderBasisPoints {@code colluders}: the greatest share of hosts that may act together, in basis points; above 0 and at most 4,000
 * @param faultRate {@code fault-rate}: how often an honest host's result is wrong by accident, 0 to 0.01
 * @param resultsPerHost {@code results-per-host}: how many results a host returns for an application before it leaves, on average; 10 to
 *     1,000,000,000
 * @param goldenBasisPoints {@code golden}: of answers that two hosts gave, so many are asked of a further host that cannot tell, in basis points; at most 1,000
 */
public record TrustPolicy(int colluderBasisPoints, double faultRate, long resultsPerHost, int goldenBasisPoints) {
    /** One host in ten, one fault in ten million results, 4,000 results in a host's life: three months of two slots. */
    public static final TrustPolicy DEFAULTS = of(null, null, null, null);

    private static final int MOST_GOLDEN = 1_000;
    private static final int MOST_COLLUDERS = 4_000;
    private static final double HIGHEST_FAULT_RATE = 0.01;
    /** The first results of a host are checked, however small the risk. */
    private static final int LEAST_STRANGERS = 2;

    private static final double ROUNDING = 1 + 1e-9;
    private static final long LEAST_RESULTS = 10;
    private static final long MOST_RESULTS = 1_000_000_000;

    @JsonCreator
    static TrustPolicy of(
            @JsonProperty("colluders") @JsonDeserialize(using = Quantities.ShareReader.class) @Nullable
                    Integer colluders,
            @JsonProperty("fault-rate") @Nullable Double faultRate,
            @JsonProperty("results-per-host") @Nullable Long resultsPerHost,
            @JsonProperty("golden") @JsonDeserialize(using = Quantities.ShareReader.class) @Nullable Integer golden) {
        int points = Objects.requireNonNullElse(colluders, 1_000);
        if (points < 1 || points > MOST_COLLUDERS) {
            throw new IllegalArgumentException("'colluders' is " + percent(points)
                    + "; expected above 0% and at most 40%, for nothing holds against a majority");
        }
        double faults = Objects.requireNonNullElse(faultRate, 1e-7);
        if (!(faults >= 0 && faults <= HIGHEST_FAULT_RATE)) {
            throw new IllegalArgumentException("'fault-rate' is " + faults
                    + "; expected 0 to 0.01, the share of an honest host's results that are wrong by accident");
        }
        long results = Objects.requireNonNullElse(resultsPerHost, 4_000L);
        if (results < LEAST_RESULTS || results > MOST_RESULTS) {
            throw new IllegalArgumentException("'results-per-host' is " + results + "; expected " + LEAST_RESULTS
                    + " to " + MOST_RESULTS + ", the results of a host for an application before it leaves");
        }
        int asked = Objects.requireNonNullElse(golden, 0);
        if (asked > MOST_GOLDEN) {
            throw new IllegalArgumentException("'golden' is " + percent(asked)
                    + "; expected at most 10%, for each is computed once more at the cost of its batch");
        }
        return new TrustPolicy(points, faults, results, asked);
    }

    /** From 0 to 1. */
    public double colludingShare() {
        return colluderBasisPoints / 10_000.0;
    }

    /** From 0 to 1. */
    public double goldenShare() {
        return goldenBasisPoints / 10_000.0;
    }

    /**
     * How many hosts that passed no check yet must give the same answer until it is taken. The first is a cheat that lies now with the
     * probability that {@code docs/trust.md} gives for no checks, all others are its partners with the colluding share.
     *
     * @param errorRate of a batch, above 0
     */
    public int strangers(double errorRate) {
        double share = colludingShare();
        double wrong = share / (1 - share) * (1 - 1.0 / resultsPerHost) / Math.log((double) resultsPerHost);
        int hosts = 1;
        while (hosts < LEAST_STRANGERS || wrong > errorRate * ROUNDING) {
            wrong *= share;
            hosts++;
        }
        return hosts;
    }

    /** For people, without a full stop. */
    public String words() {
        return percent(colluderBasisPoints) + " of the hosts may act together, " + number(faultRate)
                + " of an honest host's results are wrong by accident, a host returns " + resultsPerHost
                + " results for an application before it leaves";
    }

    private static String percent(int basisPoints) {
        return number(basisPoints / 100.0) + "%";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
