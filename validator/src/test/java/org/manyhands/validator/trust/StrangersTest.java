package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.validator.trust.Polls.AUDIT;
import static org.manyhands.validator.trust.Polls.camp;
import static org.manyhands.validator.trust.Polls.poll;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.db.config.TrustPolicy;

/** What quotes say of hosts that nobody knows is what the policy asks for. */
class StrangersTest {
    @ParameterizedTest
    @CsvSource({
        "1000, 4000, 0.01, 2",
        "1000, 4000, 0.001, 3",
        "1000, 4000, 0.000001, 6",
        "1000, 40000, 0.000001, 6",
        "10, 4000, 0.01, 2",
        "4000, 4000, 0.001, 6",
        "4000, 100, 0.000001, 14",
        "1000, 10, 0.0001, 4"
    })
    void soManyThatAgreeAreBelievedAndOneFewerAreNot(
            int basisPoints, long resultsPerHost, double errorRate, int strangers) {
        TrustPolicy assumed = new TrustPolicy(basisPoints, 1e-7, resultsPerHost, 0);
        Credibility policy =
                new Credibility(errorRate, new Assumptions(assumed.colludingShare(), 1e-7, assumed.resultsPerHost()));

        assertThat(policy.rule(poll(AUDIT, camp(strangers, 0)))).isInstanceOf(Ruling.Accept.class);
        assertThat(policy.rule(poll(AUDIT, camp(strangers - 1, 0)))).isInstanceOf(Ruling.More.class);
        assertThat(assumed.strangers(errorRate)).isEqualTo(strangers);
    }
}
