package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.research.BatchSpec.Target;

/** Each work unit is run once by so many hosts: it is decided when all were heard, or when no more may be asked. */
class BroadcastTest extends JudgingContract {
    private static final Target FOUR = new Target(List.of(), List.of(), 4);

    BroadcastTest(TestDatabase test) {
        super(test);
    }

    @Test
    void it_is_decided_when_all_were_heard_and_each_that_agrees_is_paid() {
        WorkUnit unit = world.cutFor(FOUR, 1, 2).get(0);
        assertThat(states(unit)).containsOnly(ResultState.UNSENT).hasSize(4);
        for (int copy = 0; copy < 3; copy++) {
            bringBack(unit, copy, copy == 1 ? "odd" : "a");
            work();
            assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);
        }

        bringBack(unit, 3, "a");
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(states(unit))
                .containsExactly(ResultState.VALID, ResultState.INVALID, ResultState.VALID, ResultState.VALID);
        assertThat(number(tx -> db.ledger().pendingOf(tx, unit.batchId()))).isEqualTo(3 * PAY);
    }

    @Test
    void one_that_fails_is_made_up_for_until_the_limit_and_then_those_that_were_heard_decide() {
        WorkUnit unit = world.cutFor(FOUR, 1, 2).get(0);
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");
        fail(unit, 2);
        fail(unit, 3);
        work();
        assertThat(states(unit)).hasSize(6);

        fail(unit, 4);
        work();
        assertThat(state(unit)).as("one is out that may still come back").isEqualTo(WorkUnitState.OPEN);

        fail(unit, 5);
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(states(unit).subList(0, 2)).containsOnly(ResultState.VALID);
    }

    @Test
    void where_too_few_agree_it_fails() {
        WorkUnit unit = world.cutFor(FOUR, 1, 2).get(0);
        bringBack(unit, 0, "a");
        fail(unit, 1);
        fail(unit, 2);
        fail(unit, 3);
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
    }

    @Test
    void where_the_researcher_named_the_hosts_no_standing_changes() {
        WorkUnit unit = world.cutFor(
                        new Target(
                                List.of(
                                        hosts.get(0).id(),
                                        hosts.get(1).id(),
                                        hosts.get(2).id()),
                                List.of(),
                                0),
                        1,
                        3)
                .get(0);
        for (int copy = 0; copy < 3; copy++) {
            bringBack(unit, copy, "a");
        }
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        Map<Object, Object> standings = tx(tx -> Map.copyOf(db.trust()
                .find(
                        tx,
                        db.applications()
                                .version(tx, world.copyOf(tx, unit.batchId()).appVersionId())
                                .orElseThrow()
                                .applicationId(),
                        List.of(hosts.get(0).id()))));
        assertThat(standings).isEmpty();
    }

    private void fail(WorkUnit unit, int copy) {
        Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("no disk")));
    }
}
