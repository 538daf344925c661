package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.Killing;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.BatchId;

/** What must hold when a validator is killed, or is not alone. */
class ValidatorSafetyTest extends JudgingContract {
    ValidatorSafetyTest(TestDatabase test) {
        super(test);
    }

    @Test
    void killedAtAnyStepItPaysOnceAndLosesNothing() throws Exception {
        Killing.install();
        try (Database victim = Database.openAndMigrate(test.config(), test.clock())) {
            int step = 1;
            for (boolean killed = true; killed; step++) {
                test.reset();
                hosts = someHosts();
                List<WorkUnit> units = mixedBatch();
                killed = Killing.at(step, () -> new ValidatorPass(HOLD).pass(victim, files));
                test.requireBalancedJournal();

                work();

                assertMixed(units);
            }
            assertThat(step).as("steps that were tried").isGreaterThan(20);
        }
    }

    @Test
    void twoAtOnceDecideAndPayOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            test.reset();
            hosts = someHosts();
            List<List<WorkUnit>> batches = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                batches.add(mixedBatch());
            }

            AtOnce.run(this::work, this::work);
            work();

            batches.forEach(this::assertMixed);
        }
    }

    /** The third copy of each work unit comes back while the first two are judged: it counts, or it is not needed. */
    @Test
    void aCopyThatComesBackDuringTheDecisionIsNeitherLostNorPaidTwice() throws Exception {
        List<WorkUnit> units = world.cutBatch(20);
        List<Result> late = new ArrayList<>();
        for (WorkUnit unit : units) {
            tx(tx -> db.results().createAll(tx, List.of(unit.copies(2, 1)), 0));
            bringBack(unit, 0, "a");
            bringBack(unit, 1, "a");
            late.add(world.dispatch(world.copies(unit.id()).get(2), hosts.get(2)));
        }

        AtOnce.run(
                this::work,
                () -> late.forEach(result -> {
                    try {
                        world.bringBack(result, "a");
                    } catch (NoSuchElementException e) {
                        assertThat(copy(result)).isEqualTo(ResultState.NOT_NEEDED);
                    }
                }));
        work();

        long paid = late.stream()
                .filter(result -> copy(result) == ResultState.VALID)
                .count();
        assertThat(late).extracting(this::copy).containsAnyOf(ResultState.VALID, ResultState.NOT_NEEDED);
        assertThat(late).extracting(this::copy).isSubsetOf(ResultState.VALID, ResultState.NOT_NEEDED);
        assertThat(number(tx -> db.ledger().pendingOf(tx, units.get(0).batchId())))
                .isEqualTo((40 + paid) * PAY);
    }

    /** A further copy that comes into being while its batch is cancelled would wait for ever. */
    @Test
    void aCancelDuringTheDecisionLeavesNoCopyWaiting() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<WorkUnit> units = world.cutBatch(5);
            BatchId batch = units.get(0).batchId();
            for (WorkUnit unit : units) {
                bringBack(unit, 0, "a");
                bringBack(unit, 1, "b");
            }

            AtOnce.run(this::work, () -> cancel(batch));

            assertThat(world.batch(batch).state()).isEqualTo(BatchState.CANCELLED);
            assertThat(number(tx -> db.results().counts(tx, batch).getOrDefault(ResultState.UNSENT, 0L)))
                    .isZero();
        }
    }

    private void cancel(BatchId id) {
        tx(tx -> {
            Batch batch = db.batches().byId(tx, id).orElseThrow();
            db.batches().apply(tx, batch, new BatchEvent.Cancelled("enough"));
            return db.workUnits().cancelOpen(tx, id);
        });
    }
}
