package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;

/** Copies that come back after their deadline, or after others decided. */
class LateCopiesTest extends JudgingContract {
    LateCopiesTest(TestDatabase test) {
        super(test);
    }

    @Test
    void oneThatComesBackAfterItsDeadlineHelpsToDecide() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result gone = timedOut(unit, 0);
        work();
        assertThat(states(unit)).containsExactly(ResultState.TIMED_OUT, ResultState.UNSENT, ResultState.UNSENT);

        world.bringBack(gone, "a");
        bringBack(unit, 1, "a");
        work();

        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID, ResultState.NOT_NEEDED);
        assertThat(pending(0)).isEqualTo(PAY);
    }

    @Test
    void oneThatComesBackAfterTheDecisionIsPaidWhenItAgreesAndInvalidWhenNot() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result honest = timedOut(unit, 0);
        Result liar = timedOut(unit, 1);
        work();
        bringBack(unit, 2, "a");
        bringBack(unit, 3, "a");
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);

        world.bringBack(honest, "a");
        world.bringBack(liar, "lie");
        work();

        assertThat(states(unit))
                .containsExactly(ResultState.VALID, ResultState.INVALID, ResultState.VALID, ResultState.VALID);
        assertThat(pending(0)).isEqualTo(PAY);
        assertThat(pending(1)).isZero();
        assertThat(world.copies(unit.id()).get(1).reason()).contains("differs from the copies that agree");
        assertThat(now(unit).setAside()).as("three were paid").isEqualTo(World.SET_ASIDE - 3 * PAY);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void aWorkUnitThatIsPartOfTheAnswerAlreadyPaysThemToo() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result late = timedOut(unit, 0);
        work();
        bringBack(unit, 1, "a");
        bringBack(unit, 2, "a");
        work();
        WorkUnit decided = now(unit);
        tx(tx -> db.workUnits().apply(tx, decided, new WorkUnitEvent.Assimilated()));

        world.bringBack(late, "a");
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.ASSIMILATED);
        assertThat(pending(0)).isEqualTo(PAY);
    }

    @Test
    void whatIsNotCoveredIsValidAndEarnsNothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result first = timedOut(unit, 0);
        Result second = timedOut(unit, 1);
        work();
        bringBack(unit, 2, "a");
        bringBack(unit, 3, "a");
        work();

        world.bringBack(first, "a");
        world.bringBack(second, "a");
        work();

        assertThat(states(unit)).containsOnly(ResultState.VALID);
        assertThat(pending(0)).isEqualTo(PAY);
        assertThat(pending(1)).as("a quorum and one more were set aside").isZero();
        assertThat(now(unit).setAside()).isZero();
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void oneThatWasOutWhenTheOthersDecidedMayFinish() {
        WorkUnit unit = world.cutBatch(1).get(0);
        tx(tx -> db.results().createAll(tx, List.of(unit.copies(2, 1)), 0));
        world.dispatch(world.copies(unit.id()).get(2), hosts.get(2));
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");
        work();

        world.bringBack(world.copies(unit.id()).get(2), "a");
        work();

        assertThat(states(unit)).containsOnly(ResultState.VALID);
        assertThat(pending(2)).isEqualTo(PAY);
    }

    @Test
    void oneOfAWorkUnitThatWasGivenUpProvesNothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result late = timedOut(unit, 0);
        for (int copy = 1; copy < 5; copy++) {
            work();
            Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
            tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("disk full")));
        }
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);

        world.bringBack(late, "a");
        work();

        assertThat(states(unit).get(0)).isEqualTo(ResultState.NOT_NEEDED);
        assertThat(pending(0)).isZero();
    }

    private Result timedOut(WorkUnit unit, int copy) {
        Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
        return find(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()))
                .orElseThrow();
    }
}
