package org.manyhands.db.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.db.batch.BatchState.ARCHIVED;
import static org.manyhands.db.batch.BatchState.CANCELLED;
import static org.manyhands.db.batch.BatchState.COMPLETE;
import static org.manyhands.db.batch.BatchState.DRAFT;
import static org.manyhands.db.batch.BatchState.FUNDED;
import static org.manyhands.db.batch.BatchState.PAUSED;
import static org.manyhands.db.batch.BatchState.QUOTED;
import static org.manyhands.db.batch.BatchState.RUNNING;
import static org.manyhands.db.batch.BatchState.SETTLED;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.manyhands.db.testing.TransitionTable;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.research.Quote;

class BatchLifecycleTest {
    private static final CopyLimits COPIES = new CopyLimits(3, 4, 12, 6);
    private static final Quote QUOTE = new Quote(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0);
    private static final UnitLimits LIMITS = new UnitLimits(1, 2, 3, 4);

    @TestFactory
    Stream<DynamicTest> every_state_and_every_event() {
        return TransitionTable.tests(
                BatchState.class,
                BatchEvent.class,
                List.of(
                        new BatchEvent.Quoted(QUOTE, LIMITS),
                        new BatchEvent.Funded(),
                        new BatchEvent.Started(),
                        new BatchEvent.Paused("why"),
                        new BatchEvent.Resumed(),
                        new BatchEvent.Completed("42"),
                        new BatchEvent.Reopened("why"),
                        new BatchEvent.Retried(COPIES),
                        new BatchEvent.Cancelled("why"),
                        new BatchEvent.Settled(),
                        new BatchEvent.Archived()),
                Map.of(
                        DRAFT, Map.of("Quoted", QUOTED, "Cancelled", CANCELLED),
                        QUOTED, Map.of("Funded", FUNDED, "Cancelled", CANCELLED),
                        FUNDED, Map.of("Started", RUNNING, "Cancelled", CANCELLED),
                        RUNNING,
                                Map.of(
                                        "Paused", PAUSED,
                                        "Completed", COMPLETE,
                                        "Reopened", RUNNING,
                                        "Retried", RUNNING,
                                        "Cancelled", CANCELLED),
                        PAUSED,
                                Map.of(
                                        "Resumed", RUNNING,
                                        "Reopened", PAUSED,
                                        "Retried", RUNNING,
                                        "Cancelled", CANCELLED),
                        COMPLETE, Map.of("Settled", SETTLED, "Reopened", RUNNING, "Retried", RUNNING),
                        CANCELLED, Map.of("Settled", SETTLED),
                        SETTLED, Map.of("Archived", ARCHIVED)),
                BatchLifecycle::transition);
    }

    @Test
    void a_quote_is_kept_with_its_limits() {
        assertThat(BatchLifecycle.transition(DRAFT, new BatchEvent.Quoted(QUOTE, LIMITS), 5)
                        .effects())
                .containsExactly(new BatchEffect.KeepQuote(QUOTE, LIMITS));
    }

    @Test
    void what_was_paused_shows_its_reason_until_it_goes_on() {
        assertThat(BatchLifecycle.transition(RUNNING, new BatchEvent.Paused("disk"), 5)
                        .effects())
                .containsExactly(new BatchEffect.ShowReason("disk"));
        assertThat(BatchLifecycle.transition(PAUSED, new BatchEvent.Resumed(), 5)
                        .effects())
                .containsExactly(new BatchEffect.ShowReason(""));
    }

    @Test
    void its_end_is_noted_whichever_it_is() {
        assertThat(BatchLifecycle.transition(RUNNING, new BatchEvent.Completed("42"), 5)
                        .effects())
                .containsExactly(
                        new BatchEffect.ShowHeadline("42"), new BatchEffect.ShowReason(""), new BatchEffect.NoteEnd(5));
        assertThat(BatchLifecycle.transition(PAUSED, new BatchEvent.Cancelled("enough"), 5)
                        .effects())
                .containsExactly(new BatchEffect.ShowReason("enough"), new BatchEffect.NoteEnd(5));
    }

    @Test
    void a_complete_batch_that_is_opened_again_has_not_ended() {
        assertThat(BatchLifecycle.transition(COMPLETE, new BatchEvent.Reopened("a host cheated"), 5)
                        .effects())
                .containsExactly(new BatchEffect.ShowReason("a host cheated"), new BatchEffect.ForgetEnd());
        assertThat(BatchLifecycle.transition(COMPLETE, new BatchEvent.Retried(COPIES), 5)
                        .effects())
                .containsExactly(new BatchEffect.KeepLimits(COPIES), new BatchEffect.ForgetEnd());
    }

    @Test
    void a_batch_at_work_that_is_opened_again_goes_on_as_it_was() {
        assertThat(BatchLifecycle.transition(RUNNING, new BatchEvent.Reopened("a host cheated"), 5)
                        .effects())
                .isEmpty();
        assertThat(BatchLifecycle.transition(PAUSED, new BatchEvent.Reopened("a host cheated"), 5)
                        .effects())
                .as("the reason of the pause stays")
                .isEmpty();
    }

    @Test
    void a_retry_brings_new_limits_and_ends_a_pause() {
        assertThat(BatchLifecycle.transition(RUNNING, new BatchEvent.Retried(COPIES), 5)
                        .effects())
                .containsExactly(new BatchEffect.KeepLimits(COPIES));
        assertThat(BatchLifecycle.transition(PAUSED, new BatchEvent.Retried(COPIES), 5)
                        .effects())
                .containsExactly(new BatchEffect.KeepLimits(COPIES), new BatchEffect.ShowReason(""));
    }

    @Test
    void funds_are_noted_with_their_time() {
        assertThat(BatchLifecycle.transition(QUOTED, new BatchEvent.Funded(), 5).effects())
                .containsExactly(new BatchEffect.NoteFunded(5));
    }

    @Test
    void a_batch_without_rows_says_where_they_are() {
        assertThat(BatchLifecycle.transition(SETTLED, new BatchEvent.Archived(), 5)
                        .effects())
                .containsExactly(new BatchEffect.ShowReason("its work units and results are in the archive"));
    }
}
