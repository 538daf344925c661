package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.BatchId;

class ValidatorPassTest extends JudgingContract {
    ValidatorPassTest(TestDatabase test) {
        super(test);
    }

    @Test
    void twoThatAgreeAreValidAndPaidWhenTheHoldIsOver() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");

        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(pending(0)).isEqualTo(PAY);
        assertThat(pending(1)).isEqualTo(PAY);
        assertThat(list(tx -> db.ledger().due(tx, 10))).isEmpty();
        test.clock().forward(HOLD.plusMillis(1));
        assertThat(list(tx -> db.ledger().due(tx, 10))).hasSize(2);
    }

    @Test
    void aPassWithoutWorkSaysSo() {
        assertThat(new ValidatorPass(HOLD).pass(db, files)).isZero();
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");

        assertThat(new ValidatorPass(HOLD).pass(db, files)).isEqualTo(1);
        assertThat(new ValidatorPass(HOLD).pass(db, files)).isZero();
    }

    @Test
    void whenTwoDifferAThirdDecidesAndTheLiarEarnsNothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "lie");
        bringBack(unit, 1, "truth");
        work();
        assertThat(states(unit)).containsExactly(ResultState.RETURNED, ResultState.RETURNED, ResultState.UNSENT);
        assertThat(state(unit)).isEqualTo(WorkUnitState.OPEN);

        bringBack(unit, 2, "truth");
        work();

        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.VALID, ResultState.VALID);
        assertThat(world.copies(unit.id()).get(0).reason()).contains("differs from the copies that agree");
        assertThat(pending(0)).isZero();
        assertThat(pending(1)).isEqualTo(PAY);
        assertThat(pending(2)).isEqualTo(PAY);
        assertThat(canonical(unit)).isEqualTo(world.copies(unit.id()).get(1));
        HostRecordStore.Key liar = new HostRecordStore.Key(
                hosts.get(0).id(), world.batch(unit.batchId()).appVersionId());
        Map<HostRecordStore.Key, HostRecordStore.Learned> learned = db.inTransaction(
                tx -> db.hostRecords().ofHosts(tx, hosts.stream().map(Host::id).toList()));
        assertThat(learned).as("what is wrong is a promise broken").containsOnlyKeys(liar);
        assertThat(Objects.requireNonNull(learned.get(liar)).record()).isEqualTo(HostRecord.NONE.wrong());
    }

    @Test
    void aLateCopyThatAgreesBeforeTheDecisionIsPaidToo() {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, "lie");
        bringBack(unit, 1, "truth");
        work();
        tx(tx -> db.results().createAll(tx, List.of(unit.copies(3, 1)), 0));
        bringBack(unit, 2, "truth");
        bringBack(unit, 3, "truth");

        work();

        assertThat(states(unit))
                .containsExactly(ResultState.INVALID, ResultState.VALID, ResultState.VALID, ResultState.VALID);
        assertThat(number(tx -> db.ledger().pendingOf(tx, unit.batchId()))).isEqualTo(3 * PAY);
    }

    @Test
    void copiesThatNobodyHasAreGivenUpAndThoseOnHostsAreMarked() {
        WorkUnit unit = world.cutBatch(1).get(0);
        tx(tx -> db.results().createAll(tx, List.of(unit.copies(2, 2)), 0));
        bringBack(unit, 0, "a");
        bringBack(unit, 1, "a");
        world.dispatch(world.copies(unit.id()).get(2), hosts.get(2));

        work();

        assertThat(states(unit))
                .containsExactly(ResultState.VALID, ResultState.VALID, ResultState.IN_PROGRESS, ResultState.NOT_NEEDED);
        assertThat(world.copies(unit.id()).get(2).superseded()).isTrue();
    }

    @Test
    void aCopyThatFailedOrTimedOutIsReplacedAndItsHostMayHaveItAgain() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result sent = world.dispatch(world.copies(unit.id()).get(0), hosts.get(0));
        tx(tx -> db.results().apply(tx, sent, new ResultEvent.Expired()));
        bringBack(unit, 1, "a");

        work();

        assertThat(states(unit)).containsExactly(ResultState.TIMED_OUT, ResultState.RETURNED, ResultState.UNSENT);
        Result further = world.copies(unit.id()).get(2);
        assertThat(world.claim(further, hosts.get(1))).isEmpty();
        world.bringBack(world.dispatch(further, hosts.get(0)), "a");
        work();
        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
    }

    @Test
    void tooManyErrorsLetTheWorkUnitFailWithTheLastReason() {
        WorkUnit unit = world.cutBatch(1).get(0);
        for (int copy = 0; copy < 5; copy++) {
            Result sent = world.dispatch(world.copies(unit.id()).get(copy), hosts.get(copy));
            tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("no memory for 4 GiB")));
            work();
        }

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(reason(unit)).contains("5 copies that hosts could not finish", "no memory for 4 GiB");
        assertThat(world.copies(unit.id()).get(5).state()).isEqualTo(ResultState.NOT_NEEDED);
    }

    @Test
    void copiesThatNeverAgreeLetTheWorkUnitFailAndEarnNothing() {
        WorkUnit unit = world.cutBatch(1).get(0);
        for (int copy = 0; copy < 10; copy++) {
            bringBack(unit, copy, "answer " + copy);
            work();
        }

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(reason(unit)).contains("10 copies", "no 2 agree");
        assertThat(states(unit)).containsOnly(ResultState.INVALID).hasSize(10);
        assertThat(number(tx -> db.ledger().pendingOf(tx, unit.batchId()))).isZero();
    }

    @Test
    void agreementOnAFailureIsPaidAndShowsTheLastWords() {
        WorkUnit unit = world.cutBatch(1).get(0);
        trap(unit, 0, "reading\nno such column: width\n");
        trap(unit, 1, "reading\nno such column: width\n");

        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.FAILED);
        assertThat(reason(unit)).isEqualTo("trapped: unreachable; standard error ends: no such column: width");
        assertThat(states(unit)).containsExactly(ResultState.VALID, ResultState.VALID);
        assertThat(pending(0)).isEqualTo(PAY);
        assertThat(canonical(unit)).isEqualTo(world.copies(unit.id()).get(0));
        assertThat(world.batch(unit.batchId()).state()).isEqualTo(BatchState.RUNNING);
    }

    @Test
    void aCanaryThatFailsPausesTheBatchWithTheReason() {
        WorkUnit unit = world.cutBatch(5, 2, List.of()).get(1);
        trap(unit, 0, "bad input");
        trap(unit, 1, "bad input");

        work();

        Batch batch = world.batch(unit.batchId());
        assertThat(batch.state()).isEqualTo(BatchState.PAUSED);
        assertThat(batch.reason())
                .isEqualTo("a canary failed, work unit 1 (id " + unit.id()
                        + "): trapped: unreachable; standard error ends: bad input");
    }

    @Test
    void aFewLaterFailuresAreBorneAndMorePauseTheBatch() {
        List<WorkUnit> units = world.cutBatch(10, 1, List.of());
        for (WorkUnit unit : units.subList(1, 4)) {
            trap(unit, 0, "");
            trap(unit, 1, "");
        }
        work();
        assertThat(world.batch(units.get(0).batchId()).state()).isEqualTo(BatchState.RUNNING);

        trap(units.get(4), 0, "");
        trap(units.get(4), 1, "");
        work();

        assertThat(world.batch(units.get(0).batchId()).reason())
                .contains("4 work units failed, more than the 3 that are allowed of 10", "work unit 4");
    }

    @Test
    void workUnitsOfAPausedBatchAreJudgedToo() {
        List<WorkUnit> units = world.cutBatch(3, 3, List.of());
        BatchId batch = units.get(0).batchId();
        Batch running = world.batch(batch);
        tx(tx -> db.batches().apply(tx, running, new BatchEvent.Paused("for lunch")));
        bringBack(units.get(0), 0, "a");
        bringBack(units.get(0), 1, "a");
        trap(units.get(1), 0, "");
        trap(units.get(1), 1, "");

        work();

        assertThat(state(units.get(0))).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(state(units.get(1))).isEqualTo(WorkUnitState.FAILED);
        assertThat(world.batch(batch).reason()).isEqualTo("for lunch");
    }

    @Test
    void oneThatCannotBeJudgedDoesNotHoldUpTheOthers() throws Exception {
        WorkUnit broken = world.cutBatch(1).get(0);
        WorkUnit sound = world.cutBatch(1).get(0);
        for (WorkUnit unit : List.of(broken, sound)) {
            bringBack(unit, 0, "a");
            bringBack(unit, 1, "a");
        }
        try (var connection = test.connect();
                var statement = connection.createStatement()) {
            statement.execute("update batch set quorum = 0 where id = " + broken.batchId());
        }

        new ValidatorPass(HOLD).pass(db, files);

        assertThat(state(sound)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(state(broken)).isEqualTo(WorkUnitState.OPEN);
    }
}
