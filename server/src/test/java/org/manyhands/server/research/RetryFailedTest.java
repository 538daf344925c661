package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Retry;

class RetryFailedTest extends DatabaseContract {
    private static final Retry AS_IT_IS = new Retry(BatchSpec.CopyLimits.DEFAULTS, false);

    /** Five copies where hosts are trusted, and one more; the other is two and one more. */
    private static final long TRUSTING = 2 * World.SET_ASIDE;

    RetryFailedTest(TestDatabase test) {
        super(test);
    }

    @Test
    void whatWasGivenUpIsOpenAgainWithNewCopiesAndNewLimits() {
        WorkUnit unit = givenUp(world.cutBatch(1).get(0));

        Batch batch = retry(unit, new Retry(new BatchSpec.CopyLimits(0, 9, 20, 0), false));

        assertThat(batch.copies()).isEqualTo(new CopyLimits(2, 9, 20, 10));
        WorkUnit again = now(unit);
        assertThat(again.state()).isEqualTo(WorkUnitState.OPEN);
        assertThat(again.revision()).isEqualTo(1);
        assertThat(again.firstCopy()).isEqualTo(2);
        assertThat(again.setAside()).isEqualTo(World.SET_ASIDE);
        assertThat(world.copies(unit.id()))
                .extracting(Result::state)
                .containsExactly(ResultState.ERRORED, ResultState.ERRORED, ResultState.UNSENT, ResultState.UNSENT);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void aWorkUnitOfSeveralPiecesIsOpenAgainAsItIsWithAsMuchSetAside() {
        WorkUnit unit = givenUp(world.cutSizes(List.of(8)).get(0));

        retry(unit, AS_IT_IS);

        assertThat(now(unit).setAside()).isEqualTo(8 * World.SET_ASIDE);
        assertThat(world.copies(unit.id()).subList(2, 4))
                .allMatch(copy -> copy.pieces() == 8 && copy.state() == ResultState.UNSENT);
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void whereHostsAreTrustedAsMuchIsSetAsideForAnotherTryAsForTheFirst() {
        WorkUnit unit = givenUp(world.cutFirstTrusting(2, 0.001));

        retry(unit, AS_IT_IS);

        assertThat(now(unit).setAside())
                .isEqualTo(TRUSTING)
                .isEqualTo(world.batch(unit.batchId()).setAside(1));
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
    }

    @Test
    void anotherTryLeavesWhatTheRestOfATrustingBatchWillSetAside() {
        WorkUnit unit = givenUp(world.cutFirstTrusting(3, 0.001));

        assertThatThrownBy(() -> retry(unit, AS_IT_IS))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_FUNDS))
                .hasMessageContaining("up to " + TRUSTING)
                .hasMessageContaining("has 0 that nothing else needs");
    }

    @Test
    void newLimitsLeaveRoomForTheCopiesThatATargetAsksFor() {
        WorkUnit unit = givenUp(world.cutFor(new BatchSpec.Target(List.of(), List.of(), 5), 1, 1)
                .get(0));

        assertThatThrownBy(() -> retry(unit, new Retry(new BatchSpec.CopyLimits(0, 0, 2, 0), false)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BATCH))
                .hasMessageContaining("'target.copies' is 5, and 'limits' allow 2 copies");
        assertThat(now(unit).state()).isEqualTo(WorkUnitState.FAILED);

        retry(unit, new Retry(new BatchSpec.CopyLimits(0, 0, 5, 5), false));
        assertThat(now(unit).state()).isEqualTo(WorkUnitState.OPEN);
    }

    @Test
    void aPausedBatchRunsAgain() {
        WorkUnit unit = givenUp(world.cutBatch(1).get(0));
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Paused("a canary failed")));

        Batch batch = retry(unit, AS_IT_IS);

        assertThat(batch.state()).isEqualTo(BatchState.RUNNING);
        assertThat(batch.reason()).isEmpty();
    }

    @Test
    void whatHostsAgreeOnStaysFailed() {
        List<WorkUnit> units = world.cutBatch(1);
        WorkUnit unit = units.get(0);
        Result back = world.bringBack(world.dispatch(world.copies(unit.id()).get(0), world.host(world.account())), "a");
        tx(tx -> {
            db.results().apply(tx, back, new ResultEvent.JudgedValid());
            return db.workUnits().apply(tx, unit, new WorkUnitEvent.Failed("exit code 1", back.id()));
        });

        assertThatThrownBy(() -> retry(unit, AS_IT_IS))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_STATE))
                .hasMessageContaining("hosts agree on the failure of all 1");
        assertThatThrownBy(() -> retry(world.cutBatch(1).get(0), AS_IT_IS))
                .hasMessageContaining("no work unit of batch")
                .hasMessageContaining("failed");
    }

    @Test
    void whatTheEscrowCannotCoverIsRefusedWithBothAmountsUnlessMoreFundsAreAllowed() {
        WorkUnit unit = givenUp(world.cutBatch(1).get(0));
        Batch batch = world.batch(unit.batchId());
        tx(tx -> {
            db.batches().apply(tx, batch, new BatchEvent.Completed("nothing"));
            return db.ledger()
                    .post(
                            tx,
                            LedgerAccount.escrow(batch.id()),
                            LedgerAccount.researcher(batch.owner()),
                            World.SET_ASIDE - 100,
                            "what a batch did not use",
                            "return-unused:" + batch.id(),
                            batch.id());
        });

        assertThatThrownBy(() -> retry(unit, AS_IT_IS))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_FUNDS))
                .hasMessageContaining("up to " + World.SET_ASIDE)
                .hasMessageContaining("has 100 that nothing else needs")
                .hasMessageContaining("--fund");
        assertThat(now(unit).state()).isEqualTo(WorkUnitState.FAILED);

        Batch again = retry(unit, new Retry(BatchSpec.CopyLimits.DEFAULTS, true));
        assertThat(again.state()).isEqualTo(BatchState.RUNNING);
        assertThat(again.completedMillis()).isZero();
        assertThat(number(tx -> db.ledger()
                        .balance(tx, LedgerAccount.escrow(batch.id()))
                        .available()))
                .isEqualTo(World.SET_ASIDE);
    }

    @Test
    void aQuorumStaysAndLimitsHaveBounds() {
        WorkUnit unit = givenUp(world.cutBatch(1).get(0));

        assertThatThrownBy(() -> retry(unit, new Retry(new BatchSpec.CopyLimits(3, 0, 0, 0), false)))
                .hasMessageContaining("'limits.minQuorum' is 3")
                .hasMessageContaining("quorum of 2");
        assertThatThrownBy(() -> retry(unit, new Retry(new BatchSpec.CopyLimits(0, 101, 0, 0), false)))
                .hasMessageContaining("'limits.maxErrorResults' is 101; expected 1 to 100");
    }

    @Test
    void whatIsGoneCannotBeTriedAgain() {
        WorkUnit unit = givenUp(world.cutBatch(1).get(0));
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, unit.batchId()), new BatchEvent.Cancelled("enough")));

        assertThatThrownBy(() -> retry(unit, AS_IT_IS)).hasMessageContaining("is CANCELLED");
    }

    private WorkUnit givenUp(WorkUnit unit) {
        for (Result copy : world.copies(unit.id())) {
            Result sent = world.dispatch(copy, world.host(world.account()));
            tx(tx -> db.results().apply(tx, sent, new ResultEvent.Errored("disk full")));
        }
        return tx(tx -> db.workUnits().apply(tx, unit, new WorkUnitEvent.Failed("given up", null)));
    }

    private Batch retry(WorkUnit unit, Retry wanted) {
        return tx(tx -> new RetryFailed(db).retry(tx, world.copyOf(tx, unit.batchId()), wanted));
    }

    private WorkUnit now(WorkUnit unit) {
        return find(tx -> db.workUnits().byId(tx, unit.id())).orElseThrow();
    }
}
