package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.workunit.WorkUnitState;

/** Work units that were decided, are gone, or are open once more. */
class JudgeAfterDecisionTest {
    private static final CopyLimits TWO = new CopyLimits(2, 3, 6, 6);

    @ParameterizedTest
    @EnumSource(
            value = WorkUnitState.class,
            names = {"CANCELLED", "ARCHIVED"})
    void aWorkUnitThatIsGoneStaysSo(WorkUnitState state) {
        Copies copies = new Copies().returned("a").returned("a");

        assertThat(Judge.decide(Units.in(state), copies.all(), TWO)).isEqualTo(new Decision.Wait());
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkUnitState.class,
            names = {"VALIDATED", "ASSIMILATED", "FAILED"})
    void whatComesAfterTheDecisionIsHeldAgainstIt(WorkUnitState state) {
        Copies copies =
                new Copies().valid("a").valid("a").returned("a").returned("lie").returned("a", 9, 0);

        Decision.AfterDecision late =
                (Decision.AfterDecision) Judge.decide(Units.decided(state, copies.copy(0)), copies.all(), TWO);

        assertThat(late.valid()).containsExactly(copies.copy(2));
        assertThat(late.invalid()).extracting(Decision.Invalid::result).containsExactly(copies.copy(3));
        assertThat(late.invalid().get(0).reason()).contains("digest lie", "instead of", "digest a");
        assertThat(late.surplus()).as("of an account that was paid").containsExactly(copies.copy(4));
    }

    @Test
    void whatComesAfterGivingUpHasNothingToBeHeldAgainst() {
        Copies copies = new Copies().errored("x").returned("a");

        assertThat(Judge.decide(Units.decided(WorkUnitState.FAILED, copies.copy(1)), copies.all(), TWO))
                .isEqualTo(new Decision.AfterDecision(List.of(), List.of(), List.of(copies.copy(1))));
    }

    @Test
    void aDecidedWorkUnitWithNothingNewWaits() {
        Copies copies = new Copies().valid("a").valid("a").timedOut();

        assertThat(Judge.decide(Units.decided(WorkUnitState.VALIDATED, copies.copy(0)), copies.all(), TWO))
                .isEqualTo(new Decision.Wait());
    }

    @Test
    void whatIsStillValidFromAnEarlierRevisionCountsAndALieThatWasAcceptedIsOverturned() {
        Copies copies = new Copies().valid("lie").returned("a").returned("a");

        Decision.Accept accept = accept(copies);
        assertThat(accept.canonical()).isEqualTo(copies.copy(1));
        assertThat(accept.invalid()).extracting(Decision.Invalid::result).containsExactly(copies.copy(0));
        Copies confirmed = new Copies().valid("a").returned("a");
        assertThat(accept(confirmed).valid()).containsExactly(confirmed.copy(0), confirmed.copy(1));
    }

    @Test
    void limitsCountTheCopiesOfThePresentRevision() {
        Copies copies = new Copies().errored("a").errored("b").errored("c").errored("d");

        assertThat(decide(copies)).isInstanceOf(Decision.GiveUp.class);
        assertThat(Judge.decide(Units.revision(1, 2), copies.all(), TWO)).isEqualTo(new Decision.MoreCopies(2));
        assertThat(Judge.decide(Units.revision(1, 1), copies.all(), TWO)).isInstanceOf(Decision.GiveUp.class);
    }

    private static Decision decide(Copies copies) {
        return Judge.decide(Units.in(WorkUnitState.OPEN), copies.all(), TWO);
    }

    private static Decision.Accept accept(Copies copies) {
        return (Decision.Accept) decide(copies);
    }
}
