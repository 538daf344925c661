package org.manyhands.db.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.db.result.ResultState.CANCELLED;
import static org.manyhands.db.result.ResultState.ERRORED;
import static org.manyhands.db.result.ResultState.INVALID;
import static org.manyhands.db.result.ResultState.IN_PROGRESS;
import static org.manyhands.db.result.ResultState.NOT_NEEDED;
import static org.manyhands.db.result.ResultState.RETURNED;
import static org.manyhands.db.result.ResultState.TIMED_OUT;
import static org.manyhands.db.result.ResultState.UNSENT;
import static org.manyhands.db.result.ResultState.VALID;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.manyhands.db.testing.TransitionTable;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

class ResultLifecycleTest {
    private static final OutcomeReport FINISHED = new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, "");
    private static final ResultEvent.Dispatched DISPATCHED =
            new ResultEvent.Dispatched(new HostId(2), new AccountId(3), 99);

    @TestFactory
    Stream<DynamicTest> every_state_and_every_event() {
        return TransitionTable.tests(
                ResultState.class,
                ResultEvent.class,
                List.of(
                        DISPATCHED,
                        new ResultEvent.Heartbeat(1),
                        new ResultEvent.Returned(FINISHED, 1, "d"),
                        new ResultEvent.Errored("why"),
                        new ResultEvent.Expired(),
                        new ResultEvent.Forgiven(),
                        new ResultEvent.JudgedValid(),
                        new ResultEvent.JudgedInvalid("why"),
                        new ResultEvent.Overturned("why"),
                        new ResultEvent.Superseded(),
                        new ResultEvent.WantedAgain(),
                        new ResultEvent.NotNeeded(),
                        new ResultEvent.Cancelled()),
                Map.of(
                        UNSENT,
                        Map.of("Dispatched", IN_PROGRESS, "NotNeeded", NOT_NEEDED, "Cancelled", CANCELLED),
                        IN_PROGRESS,
                        Map.of(
                                "Heartbeat", IN_PROGRESS,
                                "Returned", RETURNED,
                                "Errored", ERRORED,
                                "Expired", TIMED_OUT,
                                "Superseded", IN_PROGRESS,
                                "WantedAgain", IN_PROGRESS,
                                "NotNeeded", NOT_NEEDED,
                                "Cancelled", CANCELLED),
                        ERRORED,
                        Map.of("Forgiven", ERRORED),
                        RETURNED,
                        Map.of("JudgedValid", VALID, "JudgedInvalid", INVALID, "NotNeeded", NOT_NEEDED),
                        TIMED_OUT,
                        Map.of("Returned", RETURNED),
                        VALID,
                        Map.of("Overturned", INVALID)),
                ResultLifecycle::transition);
    }

    @Test
    void a_dispatch_claims_the_work_unit_for_the_account_and_a_time_out_gives_it_up() {
        assertThat(ResultLifecycle.transition(UNSENT, DISPATCHED, 7).effects())
                .containsExactly(new ResultEffect.Claim(new HostId(2), new AccountId(3), 0, 7, 99));
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.Expired(), 7)
                        .effects())
                .containsExactly(new ResultEffect.GiveUpClaim());
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.Errored("why"), 7)
                        .effects())
                .doesNotContain(new ResultEffect.GiveUpClaim());
        assertThat(ResultLifecycle.transition(ERRORED, new ResultEvent.Forgiven(), 7)
                        .effects())
                .containsExactly(new ResultEffect.GiveUpClaim());
    }

    @Test
    void an_end_that_the_validator_must_look_at_is_not_judged_yet() {
        for (ResultEvent event : List.of(
                new ResultEvent.Returned(FINISHED, 1, "d"),
                new ResultEvent.Errored("why"),
                new ResultEvent.Expired())) {
            assertThat(ResultLifecycle.transition(IN_PROGRESS, event, 7).effects())
                    .doesNotContain(new ResultEffect.NoteJudged());
        }
        assertThat(ResultLifecycle.transition(RETURNED, new ResultEvent.JudgedValid(), 7)
                        .effects())
                .contains(new ResultEffect.NoteJudged());
        assertThat(ResultLifecycle.transition(UNSENT, new ResultEvent.NotNeeded(), 7)
                        .effects())
                .contains(new ResultEffect.NoteJudged());
    }

    @Test
    void what_came_back_is_kept_as_a_claim_with_its_time() {
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.Returned(FINISHED, 5, "d"), 7)
                        .effects())
                .containsExactly(new ResultEffect.KeepReport(FINISHED, 5, "d"), new ResultEffect.NoteReturned(7));
    }

    @Test
    void what_comes_back_late_is_kept_and_waits_for_its_judgement_without_a_claim() {
        assertThat(ResultLifecycle.transition(TIMED_OUT, new ResultEvent.Returned(FINISHED, 5, "d"), 7)
                        .effects())
                .containsExactly(
                        new ResultEffect.KeepReport(FINISHED, 5, "d"),
                        new ResultEffect.NoteReturned(7),
                        new ResultEffect.AwaitJudgement());
    }

    @Test
    void a_verdict_shows_its_reason_also_when_it_is_overturned() {
        assertThat(ResultLifecycle.transition(RETURNED, new ResultEvent.JudgedInvalid("differs"), 7)
                        .effects())
                .containsExactly(new ResultEffect.ShowReason("differs"), new ResultEffect.NoteJudged());
        assertThat(ResultLifecycle.transition(VALID, new ResultEvent.Overturned("its host cheated"), 7)
                        .effects())
                .containsExactly(new ResultEffect.ShowReason("its host cheated"));
    }

    @Test
    void a_copy_on_a_host_knows_whether_its_work_unit_was_decided_without_it() {
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.Superseded(), 7)
                        .effects())
                .containsExactly(new ResultEffect.NoteSuperseded(true));
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.WantedAgain(), 7)
                        .effects())
                .containsExactly(new ResultEffect.NoteSuperseded(false));
    }

    @Test
    void progress_and_errors_are_noted() {
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.Heartbeat(5), 7)
                        .effects())
                .containsExactly(new ResultEffect.NoteProgress(5));
        assertThat(ResultLifecycle.transition(IN_PROGRESS, new ResultEvent.Errored("disk"), 7)
                        .effects())
                .containsExactly(new ResultEffect.ShowReason("disk"), new ResultEffect.NoteReturned(7));
        for (ResultState state : List.of(UNSENT, IN_PROGRESS)) {
            assertThat(ResultLifecycle.transition(state, new ResultEvent.Cancelled(), 7)
                            .effects())
                    .containsExactly(new ResultEffect.NoteJudged());
        }
        assertThat(ResultLifecycle.transition(RETURNED, new ResultEvent.NotNeeded(), 7)
                        .effects())
                .containsExactly(new ResultEffect.NoteJudged());
    }
}
