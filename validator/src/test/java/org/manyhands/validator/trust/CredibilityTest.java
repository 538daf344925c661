package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.manyhands.validator.trust.Polls.AUDIT;
import static org.manyhands.validator.trust.Polls.NO_AUDIT;
import static org.manyhands.validator.trust.Polls.camp;
import static org.manyhands.validator.trust.Polls.excluded;
import static org.manyhands.validator.trust.Polls.failedOnce;
import static org.manyhands.validator.trust.Polls.passed;
import static org.manyhands.validator.trust.Polls.poll;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.db.trust.Standing;

class CredibilityTest {
    private static final Credibility THREE = new Credibility(1e-3, Assumptions.DEFAULT);
    private static final Credibility SIX = new Credibility(1e-6, new Assumptions(0.1, 1e-7, 40_000));

    static Stream<Arguments> rulings() {
        return Stream.of(
                row(THREE, poll(NO_AUDIT), "1 NOTHING_YET"),
                // One host alone: new, known a little, known well, known well and drawn.
                row(THREE, poll(NO_AUDIT, camp(1, 0)), "2 NEW_HOST"),
                row(THREE, poll(NO_AUDIT, camp(1, 9)), "1 NEW_HOST"),
                row(THREE, poll(NO_AUDIT, camp(1, 13)), "1 NOT_SURE"),
                row(THREE, poll(NO_AUDIT, camp(1, 14)), "camp 0"),
                row(THREE, poll(AUDIT, camp(1, 14)), "1 AUDIT"),
                row(THREE, poll(AUDIT, camp(2, 14)), "camp 0"),
                // New hosts need more company, or somebody who is known.
                row(THREE, poll(NO_AUDIT, camp(2, 0)), "1 NEW_HOST"),
                row(THREE, poll(NO_AUDIT, camp(2, 1)), "camp 0"),
                row(THREE, poll(NO_AUDIT, camp(3, 0)), "camp 0"),
                row(THREE, poll(NO_AUDIT, camp(passed(0), passed(14))), "camp 0"),
                // At one in a million.
                row(SIX, poll(NO_AUDIT, camp(1, 40_000)), "camp 0"),
                row(SIX, poll(NO_AUDIT, camp(1, 10_000)), "1 NOT_SURE"),
                row(SIX, poll(NO_AUDIT, camp(2, 1_300)), "camp 0"),
                row(SIX, poll(NO_AUDIT, camp(2, 1_000)), "1 NOT_SURE"),
                row(SIX, poll(NO_AUDIT, camp(1, 0)), "5 NEW_HOST"),
                // Copies that differ: equal words cancel out, and further copies decide.
                row(THREE, poll(NO_AUDIT, camp(1, 20), camp(1, 20)), "3 DISPUTE"),
                row(THREE, poll(NO_AUDIT, camp(1, 20), camp(2, 20)), "2 DISPUTE"),
                row(THREE, poll(NO_AUDIT, camp(1, 20), camp(4, 20)), "camp 1"),
                row(THREE, poll(AUDIT, camp(1, 20), camp(4, 20)), "camp 1"),
                row(THREE, poll(NO_AUDIT, camp(4, 20), camp(1, 20), camp(1, 20)), "1 DISPUTE"),
                // A failure is remembered, and who is excluded proves nothing.
                row(THREE, poll(NO_AUDIT, camp(failedOnce(14))), "1 NOT_SURE"),
                row(THREE, poll(NO_AUDIT, camp(failedOnce(200))), "1 AUDIT"),
                row(THREE, poll(NO_AUDIT, camp(excluded())), "3 NEW_HOST"),
                row(THREE, poll(NO_AUDIT, camp(passed(1_000), excluded())), "2 NOT_SURE"),
                row(THREE, poll(NO_AUDIT, camp(excluded(), passed(9), passed(9), passed(9))), "camp 0"),
                row(THREE, poll(NO_AUDIT, camp(excluded()), camp(1, 100)), "1 DISPUTE"),
                // A good name alone overrules nobody.
                row(THREE, poll(NO_AUDIT, camp(1, 0), camp(1, 100_000)), "1 DISPUTE"),
                row(THREE, poll(NO_AUDIT, camp(1, 0), camp(2, 100_000)), "camp 1"));
    }

    private static Arguments row(Credibility policy, Poll poll, String expected) {
        return Arguments.of(policy, poll, expected);
    }

    @ParameterizedTest
    @MethodSource("rulings")
    void whatFollowsFromEachPoll(Credibility policy, Poll poll, String expected) {
        Ruling ruling = policy.rule(poll);

        assertThat(
                        ruling instanceof Ruling.More more
                                ? more.copies() + " " + more.why()
                                : "camp " + ((Ruling.Accept) ruling).camp())
                .isEqualTo(expected);
    }

    @Test
    void theRiskOfACampIsThatOfItsMostCredibleHostAndOfPartnersForAllOthers() {
        double alone = THREE.lieRisk(passed(50).standing());

        assertThat(risk(THREE, camp(1, 50))).isCloseTo(alone + 1e-7, within(1e-15));
        assertThat(risk(THREE, camp(2, 50))).isCloseTo(alone * 0.1, within(1e-15));
        assertThat(risk(THREE, camp(passed(20), passed(50), passed(20)))).isCloseTo(alone * 0.01, within(1e-15));
        assertThat(risk(THREE, camp(failedOnce(500), passed(50))))
                .isCloseTo(THREE.lieRisk(failedOnce(500).standing()) * 0.1, within(1e-15));
    }

    /** Two camps: right with (1-a) b, (1-b) a or neither a b. */
    @Test
    void theRiskInADisputeIsConditionalOnWhatTheOthersSay() {
        double right = THREE.lieRisk(passed(20).standing()) * 1e-3;
        double other = THREE.lieRisk(passed(20).standing()) + 1e-7;
        double expected = 1 - (1 - right) * other / ((1 - right) * other + (1 - other) * right + right * other);

        Ruling.Accept accept = (Ruling.Accept) THREE.rule(poll(NO_AUDIT, camp(4, 20), camp(1, 20)));
        assertThat(accept.risk()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void aFailureMakesTheNextResultsMoreSuspectThanThoseOfANewHost() {
        assertThat(THREE.lieRisk(failedOnce(0).standing())).isGreaterThan(8 * THREE.lieRisk(Standing.NEW));
        assertThat(THREE.lieRisk(excluded().standing())).isEqualTo(1);
    }

    /** The share of draws that ask for a second copy, against (1 - L) / (1 - f). */
    @Test
    void auditsAreAsFrequentAsTheWorstCheatMakesNecessary() {
        double audits = share(THREE, passed(1_000), 2);
        double through = THREE.slip() / (1 - THREE.slip());

        assertThat(audits).isCloseTo((1 - THREE.slip()) / 0.9, within(1e-4));
        // What a cheat gets through in its life is what epsilon allows: epsilon * answers it led / f.
        assertThat(through).isCloseTo(1e-3 * 4_000 / (1 + audits) / 0.1, within(0.05));
    }

    @Test
    void atOneInAMillionNearlyAllIsAuditedAndNewProjectsNeedAThirdCopy() {
        assertThat(share(SIX, passed(40_000), 2)).isBetween(0.9, 0.95);
        assertThat(share(SIX, passed(40_000), 3)).isZero();
        Credibility shortLives = new Credibility(1e-6, Assumptions.DEFAULT);
        assertThat(share(shortLives, passed(40_000), 3)).isBetween(0.8, 1.0);
        assertThat(share(shortLives, passed(40_000), 2)).isEqualTo(1);
    }

    @Test
    void aHostThatFailedOnceIsCheckedMoreDeeply() {
        Credibility lax = new Credibility(1e-2, new Assumptions(0.1, 1e-7, 1_000));
        assertThat(share(lax, passed(1_000), 2)).isLessThan(0.03);
        assertThat(share(lax, failedOnce(1_000), 2)).isEqualTo(1);
    }

    /** (1 - q) - q n/2 <= 0 for q = 1/(1 + n/2). */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 8, 40, 100})
    void aCheatGainsNothingFromOneLie(long held) {
        Credibility lax = new Credibility(1e-2, new Assumptions(0.1, 1e-7, 1_000_000));
        Member member = new Member(passed(1_000).standing(), held);

        double checked = share(lax, member, 2);
        assertThat((1 - checked) - checked * held / 2).isLessThanOrEqualTo(1e-3);
        assertThat(checked).isCloseTo(1 / (1 + held / 2.0), within(1e-3));
    }

    @Test
    void theFirstTenResultsAreCheckedWhateverTheDraw() {
        for (long checks = 0; checks < 12; checks++) {
            assertThat(THREE.depth(passed(checks), NO_AUDIT)).isEqualTo(checks < 10 ? 2 : 1);
        }
    }

    @Test
    void errorRatesOutsideTheDialAreRefused() {
        assertThatThrownBy(() -> new Credibility(0.02, Assumptions.DEFAULT)).hasMessageContaining("0.02");
        assertThatThrownBy(() -> new Credibility(9e-7, Assumptions.DEFAULT)).hasMessageContaining("0.000001 to 0.01");
        assertThatThrownBy(() -> new Credibility(Double.NaN, Assumptions.DEFAULT))
                .hasMessageContaining("NaN");
        assertThat(new Credibility(1e-2, Assumptions.DEFAULT)).isNotNull();
        assertThat(new Credibility(1e-6, Assumptions.DEFAULT)).isNotNull();
    }

    @Test
    void assumptionsThatCannotHoldAreRefused() {
        assertThatThrownBy(() -> new Assumptions(0, 0, 10)).hasMessageContaining("colluding share");
        assertThatThrownBy(() -> new Assumptions(0.41, 0, 10)).hasMessageContaining("0.41");
        assertThatThrownBy(() -> new Assumptions(0.1, -1e-9, 10)).hasMessageContaining("fault rate");
        assertThatThrownBy(() -> new Assumptions(0.1, 0.02, 10)).hasMessageContaining("0.02");
        assertThatThrownBy(() -> new Assumptions(0.1, 0, 9)).hasMessageContaining("results per host");
        assertThat(new Assumptions(0.4, 0.01, 10).resultsPerHost()).isEqualTo(10);
        assertThat(new Assumptions(0.4, 0, 10).faultRate()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0001, 10",
        "0.0001, 1000000000",
        "0.1, 10",
        "0.1, 1000000000",
        "0.4, 10",
        "0.4, 4000",
        "0.4, 1000000000"
    })
    void atTheEdgesOfWhatAProjectMayAssumeAnswersAreStillTakenAndProbabilitiesAreSome(double share, long results) {
        for (double epsilon : new double[] {1e-2, 1e-6}) {
            Credibility policy = new Credibility(epsilon, new Assumptions(share, 0.01, results));
            assertThat(policy.slip()).isBetween(Double.MIN_VALUE, Math.nextDown(1.0));
            double before = 1;
            for (long checks : new long[] {0, 1, 10, 1_000, 1_000_000}) {
                double risk = policy.lieRisk(new Standing(checks, checks, 0, false));
                assertThat(risk).isBetween(0.0, before);
                before = risk;
            }
            for (double draw : new double[] {0, 0.5, NO_AUDIT}) {
                int agree = 1;
                while (agree < 24 && policy.rule(poll(draw, camp(agree, 0))) instanceof Ruling.More) {
                    agree++;
                }
                assertThat(policy.rule(poll(draw, camp(agree, 0))))
                        .as("%d strangers agree, at an error rate of %s", agree, epsilon)
                        .isInstanceOf(Ruling.Accept.class);
            }
        }
    }

    private static double risk(Credibility policy, Camp camp) {
        return policy.risk(List.of(camp), 0);
    }

    private static double share(Credibility policy, Member first, int depth) {
        int draws = 100_000;
        int deep = 0;
        for (int at = 0; at < draws; at++) {
            deep += policy.depth(first, at / (double) draws) >= depth ? 1 : 0;
        }
        return deep / (double) draws;
    }
}
