package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.manyhands.validator.trust.Polls.camp;
import static org.manyhands.validator.trust.Polls.poll;

import org.junit.jupiter.api.Test;
import org.manyhands.validator.trust.Ruling.Why;

class QuorumTest {
    private static final Quorum TWO = new Quorum(2);

    @Test
    void twoThatAgreeAreEnoughWhoeverTheyAre() {
        Ruling.Accept accept = (Ruling.Accept) TWO.rule(poll(0, camp(2, 0)));

        assertThat(accept.camp()).isZero();
        assertThat(accept.risk()).isNaN();
    }

    @Test
    void whatIsMissingIsAskedForAndWhyIsSaid() {
        assertThat(TWO.rule(poll(0))).isEqualTo(new Ruling.More(2, Why.NOTHING_YET));
        assertThat(TWO.rule(poll(0, camp(1, 0)))).isEqualTo(new Ruling.More(1, Why.QUORUM));
        assertThat(TWO.rule(poll(0, camp(1, 0), camp(1, 0)))).isEqualTo(new Ruling.More(1, Why.DISPUTE));
        assertThat(new Quorum(4).rule(poll(0, camp(1, 0), camp(2, 0)))).isEqualTo(new Ruling.More(2, Why.DISPUTE));
    }

    @Test
    void theLargestCampWinsAndTheFirstOfEqualOnes() {
        assertThat(TWO.rule(poll(0, camp(2, 0), camp(3, 0)))).isEqualTo(new Ruling.Accept(1, Double.NaN));
        assertThat(TWO.rule(poll(0, camp(2, 0), camp(2, 0)))).isEqualTo(new Ruling.Accept(0, Double.NaN));
    }

    @Test
    void aQuorumOfNobodyIsRefused() {
        assertThatThrownBy(() -> new Quorum(0))
                .hasMessageContaining("1 or more")
                .hasMessageContaining("found 0");
        assertThat(new Quorum(1).rule(poll(0, camp(1, 0)))).isEqualTo(new Ruling.Accept(0, Double.NaN));
    }

    @Test
    void aPollAndItsCampsAreChecked() {
        assertThatThrownBy(() -> poll(1)).hasMessageContaining("below 1");
        assertThatThrownBy(() -> poll(-0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> camp()).hasMessageContaining("at least one");
    }
}
