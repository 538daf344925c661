package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.check.AnswerCheck;
import org.manyhands.db.check.AnswerCheck.Verdict;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.validator.Decision.Invalid;

class VerifiedVoteTest {
    private static final CopyLimits LIMITS = new CopyLimits(1, 5, 4, 4);
    private static final OutcomeReport TRAP = new OutcomeReport(OutcomeReport.Kind.TRAPPED, 0, "UNREACHABLE");

    private final Copies copies = new Copies();
    private final Map<String, AnswerCheck> checks = new HashMap<>();

    @Test
    void one_copy_is_enough_once_the_verifier_calls_it_right() {
        copies.returned("a");
        assertThat(decide()).as("not asked yet").isEqualTo(new Decision.Wait());
        said("a", Verdict.WAITING, "");
        assertThat(decide()).as("not heard yet").isEqualTo(new Decision.Wait());
        said("a", Verdict.RIGHT, "");
        assertThat(decide())
                .isEqualTo(new Decision.Accept(copies.copy(0), List.of(copies.copy(0)), List.of(), List.of()));
    }

    @Test
    void what_is_wrong_asks_for_another_copy_and_is_invalid_in_the_verifiers_words() {
        copies.returned("a");
        said("a", Verdict.WRONG, "15 is not 3 times 4");
        assertThat(decide()).isEqualTo(new Decision.MoreCopies(1));

        copies.returned("b");
        said("b", Verdict.RIGHT, "");

        assertThat(decide())
                .isEqualTo(new Decision.Accept(
                        copies.copy(1),
                        List.of(copies.copy(1)),
                        List.of(new Invalid(
                                copies.copy(0), "the application's verifier calls it wrong: 15 is not 3 times 4")),
                        List.of()));
    }

    @Test
    void hosts_that_agree_on_what_is_wrong_prove_nothing() {
        copies.returned("a").returned("a").returned("a");
        said("a", Verdict.WRONG, "");

        assertThat(decide()).isEqualTo(new Decision.MoreCopies(1));
    }

    @Test
    void without_a_right_one_the_work_unit_is_given_up_at_its_limit() {
        copies.returned("a").returned("b").returned("c").returned("d");
        for (String digest : List.of("a", "b", "c", "d")) {
            said(digest, Verdict.WRONG, "no");
        }

        Decision.GiveUp giveUp = (Decision.GiveUp) decide();

        assertThat(giveUp.reason()).contains("the application's verifier called none right", "4 copies");
        assertThat(giveUp.invalid())
                .hasSize(4)
                .allSatisfy(copy -> assertThat(copy.reason()).contains("calls it wrong: no"));
    }

    @Test
    void a_failure_needs_two_hosts_that_saw_it() {
        copies.failing("t", TRAP);
        assertThat(decide()).isEqualTo(new Decision.MoreCopies(1));

        copies.failing("t", TRAP);
        assertThatObject(decide()).isInstanceOf(Decision.AgreeOnFailure.class);
    }

    @Test
    void a_right_answer_outweighs_hosts_that_say_it_cannot_be_had() {
        copies.failing("t", TRAP).failing("t", TRAP).returned("a");
        assertThat(decide()).as("the verifier may call it right").isEqualTo(new Decision.Wait());
        said("a", Verdict.RIGHT, "");

        Decision.Accept accept = (Decision.Accept) decide();

        assertThat(accept.canonical()).isEqualTo(copies.copy(2));
        assertThat(accept.invalid()).extracting(Invalid::result).containsExactly(copies.copy(0), copies.copy(1));
    }

    @Test
    void two_right_answers_that_differ_are_both_paid_and_one_that_nobody_looked_at_is_not_called_wrong() {
        copies.returned("a").returned("b").returned("c");
        said("a", Verdict.RIGHT, "");
        said("b", Verdict.RIGHT, "");
        said("c", Verdict.WAITING, "");

        assertThat(decide())
                .isEqualTo(new Decision.Accept(
                        copies.copy(0), List.of(copies.copy(0), copies.copy(1)), List.of(), List.of(copies.copy(2))));
    }

    @Test
    void a_late_copy_is_valid_when_it_agrees_and_proves_nothing_when_it_does_not() {
        copies.valid("a").returned("a").returned("b").failing("t", TRAP);

        Decision.AfterDecision after = (Decision.AfterDecision)
                Judge.decide(unit(WorkUnitState.VALIDATED, copies.copy(0)), copies.all(), LIMITS, vote());

        assertThat(after.valid()).containsExactly(copies.copy(1));
        assertThat(after.surplus()).containsExactly(copies.copy(2));
        assertThat(after.invalid()).extracting(Invalid::result).containsExactly(copies.copy(3));
    }

    private void said(String digest, Verdict verdict, String words) {
        checks.put(digest, new AnswerCheck(Copies.UNIT, digest, Copies.BATCH, new ResultId(100), verdict, words, 1));
    }

    private Vote vote() {
        return new VerifiedVote(checks);
    }

    private Decision decide() {
        return Judge.decide(unit(WorkUnitState.OPEN, null), copies.all(), LIMITS, vote());
    }

    private static WorkUnit unit(WorkUnitState state, Result canonical) {
        return new WorkUnit(
                Copies.UNIT,
                Copies.BATCH,
                0,
                1,
                0,
                0,
                state,
                "",
                1,
                0,
                List.of(),
                List.of(),
                1_000,
                canonical == null ? null : canonical.id(),
                0,
                0);
    }
}
