package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LieRiskTest {
    private static final double SHARE = 0.1;
    private static final long LIFE = 4_000;
    private static final LieRisk RISK = new LieRisk(SHARE, 1 - SHARE, LIFE);

    /** The formula against a sum over the prior: the rate's logarithm in small equal steps. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 10, 100, 1_000, 65_535, 65_536, 100_000})
    void itIsTheMeanOverAllRatesOfLies(long checks) {
        int steps = 200_000;
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            double rate = Math.pow(LIFE, (step + 0.5) / steps - 1);
            sum += rate * Math.pow(1 - (1 - SHARE) * rate, (double) checks);
        }
        double expected = SHARE / (1 - SHARE) * sum / steps;

        assertThat(RISK.of(checks)).isCloseTo(expected, within(expected * 1e-3));
    }

    @Test
    void everyCheckLowersIt() {
        long first = 0;
        for (long checks = 1; checks < 70_000 && first == 0; checks++) {
            first = RISK.of(checks) > 0 && RISK.of(checks) < RISK.of(checks - 1) ? 0 : checks;
        }

        assertThat(first)
                .as("the first number of checks that does not lower it")
                .isZero();
    }

    /** Sarmenta 2001: f/(1-f) / (k e), for the worst rate. */
    @ParameterizedTest
    @ValueSource(longs = {10, 100, 1_000})
    void itIsBelowTheBoundOfTheWorstRate(long checks) {
        assertThat(RISK.of(checks)).isLessThan(SHARE / (1 - SHARE) / (1 - SHARE) / (checks * Math.E));
    }

    @Test
    void itIsAProbability() {
        assertThat(new LieRisk(0.99, 0.01, 10).of(0)).isEqualTo(1);
    }
}
