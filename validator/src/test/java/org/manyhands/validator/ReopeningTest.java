package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.ResultId;

/** Work units that are opened again since what they were decided by does not count any more. */
class ReopeningTest extends JudgingContract {
    private static final String CHEAT = "its host cheated";

    ReopeningTest(TestDatabase test) {
        super(test);
    }

    @Test
    void aLieThatWasAcceptedIsTakenBackWithItsCreditAndOthersDecide() {
        WorkUnit unit = decided("lie");
        WorkUnit again = reopen(unit, 0, 1);

        assertThat(again.state()).isEqualTo(WorkUnitState.OPEN);
        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.setAside()).isEqualTo(World.SET_ASIDE);
        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.INVALID);
        assertThat(pending(0)).isZero();

        furtherCopies(unit, 2);
        bringBack(unit, 2, "a");
        bringBack(unit, 3, "a");
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(canonical(unit).copy()).isEqualTo(2);
        assertThat(pending(2)).isEqualTo(PAY);
    }

    @Test
    void whoeverSaidTheSameAndIsTrustedStillCounts() {
        WorkUnit unit = decided("a");
        reopen(unit, 0);
        assertThat(states(unit)).containsExactly(ResultState.INVALID, ResultState.VALID);

        furtherCopies(unit, 1);
        bringBack(unit, 2, "a");
        work();

        assertThat(state(unit)).isEqualTo(WorkUnitState.VALIDATED);
        assertThat(canonical(unit).copy()).isEqualTo(1);
        assertThat(pending(1)).as("once").isEqualTo(PAY);
    }

    @Test
    void aHostThatIsStillAtItIsWantedAgain() {
        WorkUnit unit = world.cutBatch(1).get(0);
        furtherCopies(unit, 1);
        world.dispatch(world.copies(unit.id()).get(2), hosts.get(2));
        bringBack(unit, 0, "lie");
        bringBack(unit, 1, "lie");
        work();
        assertThat(world.copies(unit.id()).get(2).superseded()).isTrue();

        reopen(unit, 0, 1);

        assertThat(world.copies(unit.id()).get(2).superseded()).isFalse();
    }

    @Test
    void aCompleteBatchIsAtWorkAgain() {
        WorkUnit unit = decided("lie");
        WorkUnit decided = now(unit);
        tx(tx -> {
            db.workUnits().apply(tx, decided, new WorkUnitEvent.Assimilated());
            return db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Completed("42"));
        });
        reopen(unit, 0, 1);

        Batch batch = world.batch(unit.batchId());
        assertThat(batch.state()).isEqualTo(BatchState.RUNNING);
        assertThat(batch.completedMillis()).isZero();
        assertThat(batch.reason()).contains("work unit " + unit.id(), CHEAT);
    }

    @Test
    void noMoreIsSetAsideThanTheEscrowHas() {
        WorkUnit unit = decided("lie");
        Batch batch = world.batch(unit.batchId());
        long kept = PAY / 2;
        db.runInTransaction(tx -> db.ledger()
                .post(
                        tx,
                        LedgerAccount.escrow(batch.id()),
                        LedgerAccount.researcher(batch.owner()),
                        World.SET_ASIDE - 2 * PAY - kept,
                        "what it did not use",
                        "return-unused:" + batch.id(),
                        batch.id()));

        assertThat(reopen(unit, 0, 1).setAside()).isEqualTo(2 * PAY + kept);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void whatWasPaidOutStaysDecided() {
        WorkUnit unit = decided("lie");
        assertThat(possible(unit)).isTrue();
        test.clock().forward(HOLD.plus(Duration.ofMinutes(1)));
        db.runInTransaction(
                tx -> db.ledger().due(tx, 1).forEach(due -> db.ledger().release(tx, due, 0)));

        assertThat(possible(unit)).isFalse();
    }

    @Test
    void aCancelledBatchAndAnOpenWorkUnitStayAsTheyAre() {
        WorkUnit unit = decided("lie");
        WorkUnit open = world.cutBatch(1).get(0);
        assertThat(possible(open)).isFalse();
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Cancelled("enough")));

        assertThat(possible(unit)).isFalse();
    }

    private WorkUnit decided(String digest) {
        WorkUnit unit = world.cutBatch(1).get(0);
        bringBack(unit, 0, digest);
        bringBack(unit, 1, digest);
        work();
        return unit;
    }

    private void furtherCopies(WorkUnit unit, int number) {
        int next = world.copies(unit.id()).size();
        tx(tx -> db.results().createAll(tx, List.of(unit.copies(next, number)), 0));
    }

    private WorkUnit reopen(WorkUnit unit, int... overturned) {
        List<Result> copies = world.copies(unit.id());
        Map<ResultId, String> reasons = new HashMap<>();
        for (int copy : overturned) {
            reasons.put(copies.get(copy).id(), CHEAT);
        }
        WorkUnit decided = now(unit);
        return tx(
                tx -> new Reopening(db).reopen(tx, world.copyOf(tx, unit.batchId()), decided, copies, reasons, CHEAT));
    }

    private boolean possible(WorkUnit unit) {
        WorkUnit now = now(unit);
        List<Result> copies = world.copies(unit.id());
        return holds(tx -> new Reopening(db).possible(tx, world.copyOf(tx, unit.batchId()), now, copies));
    }
}
