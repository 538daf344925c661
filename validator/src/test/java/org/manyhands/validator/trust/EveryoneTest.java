package org.manyhands.validator.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.manyhands.validator.trust.Polls.camp;
import static org.manyhands.validator.trust.Polls.poll;

import org.junit.jupiter.api.Test;
import org.manyhands.validator.trust.Ruling.Why;

class EveryoneTest {
    private static final Everyone FIVE = new Everyone(5, 3);

    @Test
    void nothingIsAcceptedBeforeAllAreHeardThoughEnoughAgree() {
        assertThat(FIVE.rule(poll(0))).isEqualTo(new Ruling.More(5, Why.NOTHING_YET));
        assertThat(FIVE.rule(poll(0, camp(1, 0)))).isEqualTo(new Ruling.More(4, Why.NOT_ALL_YET));
        assertThat(FIVE.rule(poll(0, camp(3, 0), camp(1, 0)))).isEqualTo(new Ruling.More(1, Why.NOT_ALL_YET));
    }

    @Test
    void onceAllAreHeardTheQuorumRules() {
        assertThat(FIVE.rule(poll(0, camp(2, 0), camp(3, 0)))).isEqualTo(new Ruling.Accept(1, Double.NaN));
        assertThat(FIVE.rule(poll(0, camp(2, 0), camp(2, 0), camp(1, 0)))).isEqualTo(new Ruling.More(1, Why.DISPUTE));
    }

    @Test
    void whoCannotAllAgreeIsRefused() {
        assertThat(new Everyone(1, 1).rule(poll(0, camp(1, 0)))).isEqualTo(new Ruling.Accept(0, Double.NaN));
        assertThatThrownBy(() -> new Everyone(3, 0)).hasMessageContaining("0 must agree");
        assertThatThrownBy(() -> new Everyone(2, 3)).hasMessageContaining("2 hosts are heard and 3 must agree");
    }
}
