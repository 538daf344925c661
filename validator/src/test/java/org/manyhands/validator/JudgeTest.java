package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.ResultId;

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

    @ParameterizedTest
    @EnumSource(
            value = WorkUnitState.class,
            names = {"CANCELLED", "ARCHIVED"})
    void aWorkUnitThatIsGoneStaysSo(WorkUnitState state) {
        Copies copies = new Copies().returned("a").returned("a");

        assertThat(Judge.decide(unit(state), copies.all(), TWO)).isEqualTo(new Decision.Wait());
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkUnitState.class,
            names = {"VALIDATED", "ASSIMILATED", "FAILED"})
    void whatComesAfterTheDecisionIsHeldAgainstIt(WorkUnitState state) {
        Copies copies =
                new Copies().valid("a").valid("a").returned("a").returned("lie").returned("a", 9, 0);

        Decision.AfterDecision late =
                (Decision.AfterDecision) Judge.decide(decided(state, copies.copy(0)), copies.all(), TWO);

        assertThat(late.valid()).containsExactly(copies.copy(2));
        assertThat(late.invalid()).extracting(Decision.Invalid::result).containsExactly(copies.copy(3));
        assertThat(late.invalid().get(0).reason()).contains("digest lie", "instead of", "digest a");
        assertThat(late.surplus()).as("of an account that was paid").containsExactly(copies.copy(4));
    }

    @Test
    void whatComesAfterGivingUpHasNothingToBeHeldAgainst() {
        Copies copies = new Copies().errored("x").returned("a");

        assertThat(Judge.decide(decided(WorkUnitState.FAILED, copies.copy(1)), copies.all(), TWO))
                .isEqualTo(new Decision.AfterDecision(List.of(), List.of(), List.of(copies.copy(1))));
    }

    @Test
    void aDecidedWorkUnitWithNothingNewWaits() {
        Copies copies = new Copies().valid("a").valid("a").timedOut();

        assertThat(Judge.decide(decided(WorkUnitState.VALIDATED, copies.copy(0)), copies.all(), TWO))
                .isEqualTo(new Decision.Wait());
    }

    @Test
    void whatIsStillValidFromAnEarlierRevisionCountsAndALieThatWasAcceptedIsOverturned() {
        Copies copies = new Copies().valid("lie").returned("a").returned("a");

        Decision.Accept accept = accept(copies, TWO);
        assertThat(accept.canonical()).isEqualTo(copies.copy(1));
        assertThat(accept.invalid()).extracting(Decision.Invalid::result).containsExactly(copies.copy(0));
        Copies confirmed = new Copies().valid("a").returned("a");
        assertThat(accept(confirmed, TWO).valid()).containsExactly(confirmed.copy(0), confirmed.copy(1));
    }

    @Test
    void limitsCountTheCopiesOfThePresentRevision() {
        Copies copies = new Copies().errored("a").errored("b").errored("c").errored("d");

        assertThat(decide(copies, TWO)).isInstanceOf(Decision.GiveUp.class);
        assertThat(Judge.decide(revision(1, 2), copies.all(), TWO)).isEqualTo(new Decision.MoreCopies(2));
        assertThat(Judge.decide(revision(1, 1), copies.all(), TWO)).isInstanceOf(Decision.GiveUp.class);
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

    static Stream<Copies> cases() {
        return Stream.of(
                new Copies().returned("a").returned("b").returned("a").unsent(),
                new Copies().returned("b").returned("b").returned("a").returned("a"),
                new Copies().errored("x").timedOut().returned("a").returned("b"),
                new Copies().returned("a", 1, 9).returned("a", 2, 9).returned("a", 3, 7),
                new Copies()
                        .returned("a")
                        .returned("b")
                        .returned("c")
                        .returned("d")
                        .returned("e")
                        .returned("f"),
                new Copies().errored("x").errored("y").errored("z"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderInWhichCopiesAreReadDecidesNothing(Copies copies) {
        Decision expected = decide(copies, TWO);
        permutations(
                copies.all(),
                order -> assertThat(Judge.decide(unit(WorkUnitState.OPEN), order, TWO))
                        .isEqualTo(expected));
    }

    /** What a validator and hosts that err, lie and vanish do together, from the first copies to the end. */
    @Test
    void everyStoryEndsWithinItsLimitsAndPaysNoMoreThanAQuorum() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            CopyLimits policy = new CopyLimits(
                    1 + random.nextInt(4), 1 + random.nextInt(5), 4 + random.nextInt(8), 4 + random.nextInt(8));
            Story story = new Story(policy, random);
            Decision end = story.tell();
            assertThat(story.copies()).as("seed %d", seed).isLessThanOrEqualTo(policy.maxTotalResults());
            if (end instanceof Decision.Accept accept) {
                assertThat(accept.valid()).as("seed %d", seed).hasSize(policy.minQuorum());
                assertThat(accept.valid())
                        .extracting(Result::digest)
                        .containsOnly(accept.canonical().digest());
            } else {
                assertThat(end).as("seed %d", seed).isInstanceOf(Decision.GiveUp.class);
            }
        }
    }

    private static Decision decide(Copies copies, CopyLimits policy) {
        return Judge.decide(unit(WorkUnitState.OPEN), copies.all(), policy);
    }

    private static Decision.Accept accept(Copies copies, CopyLimits policy) {
        return (Decision.Accept) decide(copies, policy);
    }

    static WorkUnit unit(WorkUnitState state) {
        return unit(state, 0, 0, null);
    }

    private static WorkUnit decided(WorkUnitState state, Result canonical) {
        return unit(state, 0, 0, canonical.id());
    }

    private static WorkUnit revision(int revision, int firstCopy) {
        return unit(WorkUnitState.OPEN, revision, firstCopy, null);
    }

    private static WorkUnit unit(WorkUnitState state, int revision, int firstCopy, @Nullable ResultId canonical) {
        return new WorkUnit(
                Copies.UNIT,
                Copies.BATCH,
                0,
                revision,
                firstCopy,
                state,
                "",
                0,
                1,
                List.of(),
                List.of(),
                1_000,
                canonical,
                0,
                0);
    }

    private static void permutations(List<Result> all, Consumer<List<Result>> visitor) {
        permute(new ArrayList<>(all), 0, visitor);
    }

    private static void permute(List<Result> all, int from, Consumer<List<Result>> visitor) {
        if (from == all.size()) {
            visitor.accept(List.copyOf(all));
        }
        for (int i = from; i < all.size(); i++) {
            Collections.swap(all, from, i);
            permute(all, from + 1, visitor);
            Collections.swap(all, from, i);
        }
    }

    /** Copies that end one by one, judged after each end. */
    private static final class Story {
        private final CopyLimits policy;
        private final Random random;
        private final List<ResultState> ends = new ArrayList<>();
        private final List<String> digests = new ArrayList<>();

        Story(CopyLimits policy, Random random) {
            this.policy = policy;
            this.random = random;
            open(policy.minQuorum());
        }

        int copies() {
            return ends.size();
        }

        Decision tell() {
            while (true) {
                Decision decision = decide(told(), policy);
                if (decision instanceof Decision.MoreCopies more) {
                    open(more.copies());
                } else if (decision instanceof Decision.Wait) {
                    endOne();
                } else {
                    return decision;
                }
            }
        }

        private void open(int copies) {
            for (int i = 0; i < copies; i++) {
                ends.add(ResultState.UNSENT);
                digests.add("");
            }
        }

        private void endOne() {
            List<Integer> waiting = new ArrayList<>();
            for (int i = 0; i < ends.size(); i++) {
                if (ends.get(i) == ResultState.UNSENT) {
                    waiting.add(i);
                }
            }
            assertThat(waiting).as("waiting for nothing").isNotEmpty();
            int chosen = waiting.get(random.nextInt(waiting.size()));
            int fate = random.nextInt(10);
            ends.set(
                    chosen, fate == 0 ? ResultState.ERRORED : fate == 1 ? ResultState.TIMED_OUT : ResultState.RETURNED);
            digests.set(chosen, fate < 6 ? "true" : "lie " + random.nextInt(3));
        }

        private Copies told() {
            Copies copies = new Copies();
            for (int i = 0; i < ends.size(); i++) {
                switch (ends.get(i)) {
                    case UNSENT -> copies.unsent();
                    case ERRORED -> copies.errored("x");
                    case TIMED_OUT -> copies.timedOut();
                    default -> copies.returned(digests.get(i));
                }
            }
            return copies;
        }
    }
}
