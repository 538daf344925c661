package org.manyhands.db.workunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.manyhands.db.workunit.WorkUnitState.ARCHIVED;
import static org.manyhands.db.workunit.WorkUnitState.ASSIMILATED;
import static org.manyhands.db.workunit.WorkUnitState.CANCELLED;
import static org.manyhands.db.workunit.WorkUnitState.FAILED;
import static org.manyhands.db.workunit.WorkUnitState.OPEN;
import static org.manyhands.db.workunit.WorkUnitState.VALIDATED;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.manyhands.db.testing.TransitionTable;
import org.manyhands.protocol.id.ResultId;

class WorkUnitLifecycleTest {
    private static final ResultId RESULT = new ResultId(9);

    @TestFactory
    Stream<DynamicTest> every_state_and_every_event() {
        return TransitionTable.tests(
                WorkUnitState.class,
                WorkUnitEvent.class,
                List.of(
                        new WorkUnitEvent.Validated(RESULT),
                        new WorkUnitEvent.Failed("why", RESULT),
                        new WorkUnitEvent.Assimilated(),
                        new WorkUnitEvent.Credited(5),
                        new WorkUnitEvent.Reopened("why", 3, 50),
                        new WorkUnitEvent.Retried(3, 50),
                        new WorkUnitEvent.Cancelled(),
                        new WorkUnitEvent.Archived()),
                Map.of(
                        OPEN, Map.of("Validated", VALIDATED, "Failed", FAILED, "Cancelled", CANCELLED),
                        VALIDATED, Map.of("Assimilated", ASSIMILATED, "Credited", VALIDATED, "Reopened", OPEN),
                        ASSIMILATED, Map.of("Credited", ASSIMILATED, "Reopened", OPEN, "Archived", ARCHIVED),
                        FAILED, Map.of("Credited", FAILED, "Reopened", OPEN, "Retried", OPEN, "Archived", ARCHIVED),
                        CANCELLED, Map.of("Archived", ARCHIVED)),
                WorkUnitLifecycle::transition);
    }

    @Test
    void a_decision_shows_its_result_and_its_time() {
        assertThat(WorkUnitLifecycle.transition(OPEN, new WorkUnitEvent.Validated(RESULT, 20), 7)
                        .effects())
                .containsExactly(
                        new WorkUnitEffect.Show(RESULT),
                        new WorkUnitEffect.ShowReason(""),
                        new WorkUnitEffect.Spend(20),
                        new WorkUnitEffect.NoteDecided(7));
        assertThat(WorkUnitLifecycle.transition(OPEN, new WorkUnitEvent.Failed("trapped", null, 30), 7)
                        .effects())
                .containsExactly(
                        new WorkUnitEffect.Show(null),
                        new WorkUnitEffect.ShowReason("trapped"),
                        new WorkUnitEffect.Spend(30),
                        new WorkUnitEffect.NoteDecided(7));
    }

    @Test
    void what_is_opened_again_begins_a_revision_without_a_decision() {
        for (WorkUnitState state : List.of(VALIDATED, ASSIMILATED, FAILED)) {
            assertThat(WorkUnitLifecycle.transition(state, new WorkUnitEvent.Reopened("a host cheated", 3, 50), 7)
                            .effects())
                    .containsExactly(
                            new WorkUnitEffect.BeginRevision(3, 50),
                            new WorkUnitEffect.Show(null),
                            new WorkUnitEffect.ShowReason("a host cheated"),
                            new WorkUnitEffect.NoteDecided(0));
        }
        assertThat(WorkUnitLifecycle.transition(FAILED, new WorkUnitEvent.Retried(3, 50), 7)
                        .effects())
                .containsExactly(
                        new WorkUnitEffect.BeginRevision(3, 50),
                        new WorkUnitEffect.Show(null),
                        new WorkUnitEffect.ShowReason(""),
                        new WorkUnitEffect.NoteDecided(0));
    }

    @Test
    void a_copy_that_is_credited_after_the_decision_uses_up_what_was_set_aside() {
        for (WorkUnitState state : List.of(VALIDATED, ASSIMILATED, FAILED)) {
            assertThat(WorkUnitLifecycle.transition(state, new WorkUnitEvent.Credited(5), 7)
                            .effects())
                    .containsExactly(new WorkUnitEffect.Spend(5));
        }
    }

    @Test
    void a_cancellation_notes_its_time() {
        assertThat(WorkUnitLifecycle.transition(OPEN, new WorkUnitEvent.Cancelled(), 7)
                        .effects())
                .containsExactly(new WorkUnitEffect.NoteDecided(7));
    }
}
