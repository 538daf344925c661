package org.manyhands.db.workunit;

import static org.assertj.core.api.Assertions.assertThat;
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
                        new WorkUnitEvent.Cancelled()),
                Map.of(
                        OPEN, Map.of("Validated", VALIDATED, "Failed", FAILED, "Cancelled", CANCELLED),
                        VALIDATED, Map.of("Assimilated", ASSIMILATED)),
                WorkUnitLifecycle::transition);
    }

    @Test
    void a_decision_shows_its_result_and_its_time() {
        assertThat(WorkUnitLifecycle.transition(OPEN, new WorkUnitEvent.Validated(RESULT), 7)
                        .effects())
                .containsExactly(new WorkUnitEffect.Show(RESULT), new WorkUnitEffect.NoteDecided(7));
        assertThat(WorkUnitLifecycle.transition(OPEN, new WorkUnitEvent.Failed("trapped", null), 7)
                        .effects())
                .containsExactly(
                        new WorkUnitEffect.Show(null),
                        new WorkUnitEffect.ShowReason("trapped"),
                        new WorkUnitEffect.NoteDecided(7));
    }
}
