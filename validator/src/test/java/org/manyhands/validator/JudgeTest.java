package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;

/** Work units that are open. */
class JudgeTest {
    private static final CopyLimits TWO = new CopyLimits(2, 3, 6, 6);
    private static final OutcomeReport TRAP = new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE");
    private static final OutcomeReport EXIT_ONE = new OutcomeReport(OutcomeReport.Kind.FINISHED, 1, "");

    @Test
    void twoThatAgreeAreAccepted() {
        Copies copies = new Copies().returned("a").returned("a");

        assertThat(decide(copies, TWO))
                .isEqualTo(new Decision.Accept(copies.copy(0), copies.all(), List.of(), List.of()));
    }

    @Test
    void oneAloneWaitsForTheOther() {
        assertThat(decide(new Copies().returned("a").underWay(), TWO)).isEqualTo(new Decision.Wait());
        assertThat(decide(new Copies().returned("a").unsent(), TWO)).isEqualTo(new Decision.Wait());
        assertThat(decide(new Copies().unsent().unsent(), TWO)).isEqualTo(new Decision.Wait());
    }

    @Test
    void twoThatDifferNeedOneMore() {
        assertThat(decide(new Copies().returned("a").returned("b"), TWO)).isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void twoThatDifferWaitForTheThirdThatIsUnderWay() {
        assertThat(decide(new Copies().returned("a").returned("b").unsent(), TWO))
                .isEqualTo(new Decision.Wait());
    }

    @Test
    void theThirdDecidesAndTheOddOneIsInvalid() {
        Copies copies = new Copies().returned("a").returned("b").returned("b");

        Decision.Accept accept = accept(copies, TWO);
        assertThat(accept.canonical()).isEqualTo(copies.copy(1));
        assertThat(accept.valid()).containsExactly(copies.copy(1), copies.copy(2));
        assertThat(accept.invalid()).extracting(Decision.Invalid::result).containsExactly(copies.copy(0));
        assertThat(accept.invalid().get(0).reason()).contains("digest a", "instead of", "digest b");
    }

    @Test
    void aThreeWaySplitNeedsOneMoreAndThenAgreesLate() {
        Copies split = new Copies().returned("a").returned("b").returned("c");
        assertThat(decide(split, TWO)).isEqualTo(new Decision.MoreCopies(1));

        Decision.Accept accept = accept(split.returned("c"), TWO);
        assertThat(accept.canonical()).isEqualTo(split.copy(2));
        assertThat(accept.invalid()).hasSize(2);
    }

    @Test
    void whatIsNotNeededAnyMoreIsSurplus() {
        Copies copies =
                new Copies().returned("a").underWay().unsent().timedOut().returned("a");

        Decision.Accept accept = accept(copies, TWO);
        assertThat(accept.surplus()).containsExactly(copies.copy(1), copies.copy(2));
        assertThat(accept.invalid()).isEmpty();
    }

    @Test
    void twoOfOneAccountProveNothing() {
        Copies copies = new Copies().returned("a", 1, 9).returned("a", 2, 9);

        assertThat(decide(copies, TWO)).isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void twoOfOneHostProveNothing() {
        Copies copies = new Copies().returned("a", 1, 8).returned("a", 1, 9);

        assertThat(decide(copies, TWO)).isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void theSecondCopyOfAnAccountEarnsNothingWhenOthersConfirmIt() {
        Copies copies = new Copies().returned("a", 1, 9).returned("a", 2, 9).returned("a", 3, 7);

        Decision.Accept accept = accept(copies, TWO);
        assertThat(accept.valid()).containsExactly(copies.copy(0), copies.copy(2));
        assertThat(accept.invalid()).as("it says nothing wrong").isEmpty();
        assertThat(accept.surplus()).containsExactly(copies.copy(1));
    }

    @Test
    void oneAccountCannotOutvoteOthersWithManyCopies() {
        Copies copies = new Copies()
                .returned("liar", 1, 9)
                .returned("liar", 2, 9)
                .returned("liar", 3, 9)
                .returned("a")
                .returned("a");

        assertThat(accept(copies, TWO).canonical()).isEqualTo(copies.copy(3));
    }

    @Test
    void agreementOnATrapIsAFailureThatIsPaid() {
        Copies copies = new Copies().failing("t", TRAP).failing("t", TRAP);

        assertThat(decide(copies, TWO))
                .isEqualTo(new Decision.AgreeOnFailure(copies.copy(0), copies.all(), List.of(), List.of()));
    }

    @Test
    void agreementOnAnExitCodeIsAFailure() {
        Copies copies = new Copies().failing("e", EXIT_ONE).failing("e", EXIT_ONE);

        assertThat(decide(copies, TWO)).isInstanceOf(Decision.AgreeOnFailure.class);
    }

    @Test
    void aFailureAndASuccessDoNotAgree() {
        assertThat(decide(new Copies().failing("t", TRAP).returned("a"), TWO)).isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void errorsAndTimeOutsAreReplaced() {
        assertThat(decide(new Copies().errored("killed").underWay(), TWO)).isEqualTo(new Decision.MoreCopies(1));
        assertThat(decide(new Copies().timedOut().timedOut(), TWO)).isEqualTo(new Decision.MoreCopies(2));
        assertThat(decide(new Copies().timedOut().returned("a"), TWO)).isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void tooManyErrorsEndItWithTheLastReason() {
        Copies copies = new Copies()
                .errored("no memory")
                .timedOut()
                .errored("disk full")
                .underWay()
                .returned("a");
        CopyLimits quorumOfThree = new CopyLimits(3, 3, 9, 9);

        Decision.GiveUp giveUp = (Decision.GiveUp) decide(copies, quorumOfThree);
        assertThat(giveUp.reason()).contains("3 copies", "1 of them passed their deadline", "disk full");
        assertThat(giveUp.shown()).isEqualTo(copies.copy(4));
        assertThat(giveUp.surplus()).containsExactly(copies.copy(3));
        assertThat(giveUp.invalid()).extracting(Decision.Invalid::result).containsExactly(copies.copy(4));
    }

    @Test
    void manyErrorsDoNotEndWhatCopiesUnderWayMayStillDecide() {
        Copies copies = new Copies()
                .errored("x")
                .errored("x")
                .errored("x")
                .returned("a")
                .underWay();

        assertThat(decide(copies, TWO)).isEqualTo(new Decision.Wait());
    }

    @Test
    void agreementStandsAboveTooManyErrors() {
        Copies copies = new Copies()
                .errored("x")
                .errored("x")
                .errored("x")
                .returned("a")
                .returned("a");

        assertThat(decide(copies, TWO)).isInstanceOf(Decision.Accept.class);
    }

    @Test
    void withAllCopiesDifferentTheLimitEndsIt() {
        Copies copies = new Copies()
                .returned("a")
                .returned("b")
                .returned("c")
                .returned("d")
                .returned("e");
        assertThat(decide(copies, TWO)).isEqualTo(new Decision.MoreCopies(1));

        Decision.GiveUp giveUp = (Decision.GiveUp) decide(copies.returned("f"), TWO);
        assertThat(giveUp.reason()).contains("6 copies", "no 2 agree", "at most 6");
        assertThat(giveUp.invalid()).hasSize(6);
    }

    @Test
    void theLimitLeavesRoomForAllThatAreMissingOrNone() {
        CopyLimits three = new CopyLimits(3, 5, 4, 4);

        assertThat(decide(new Copies().returned("a").returned("b").returned("c"), three))
                .isInstanceOf(Decision.GiveUp.class);
        assertThat(decide(new Copies().returned("a").returned("a").returned("c"), three))
                .isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void withAQuorumOfOneTheFirstIsAccepted() {
        Copies copies = new Copies().returned("a");

        assertThat(accept(copies, new CopyLimits(1, 5, 9, 9)).canonical()).isEqualTo(copies.copy(0));
    }

    @Test
    void tooManyThatReturnWithoutAgreeingEndIt() {
        Copies copies = new Copies().returned("a").returned("b").returned("c");
        CopyLimits three = new CopyLimits(2, 3, 6, 3);

        Decision.GiveUp end = (Decision.GiveUp) decide(copies, three);
        assertThat(end.reason())
                .isEqualTo("given up after 3 copies that returned, the most that are allowed: no 2 agree");
        assertThat(end.invalid()).hasSize(3);
        assertThat(decide(new Copies().returned("a").returned("b"), three)).isEqualTo(new Decision.MoreCopies(1));
    }

    private static Decision decide(Copies copies, CopyLimits policy) {
        return Judge.decide(Units.in(WorkUnitState.OPEN), copies.all(), policy);
    }

    private static Decision.Accept accept(Copies copies, CopyLimits policy) {
        return (Decision.Accept) decide(copies, policy);
    }
}
