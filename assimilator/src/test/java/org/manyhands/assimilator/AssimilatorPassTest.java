package org.manyhands.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchView.AnswerFile;

/** How answers come to be, whoever is killed or comes second meanwhile. */
class AssimilatorPassTest extends AssimilatingContract {
    AssimilatorPassTest(TestDatabase test) {
        super(test);
    }

    @Test
    void whenAllWorkUnitsAreValidatedTheAnswerIsThere() throws Exception {
        List<WorkUnit> units = world.cutBatch(3, 0, List.of(SUM, TABLE));
        validate(units.get(2));
        validate(units.get(0));
        work();
        assertThat(batch(units).state()).isEqualTo(BatchState.RUNNING);
        assertThat(states(units))
                .containsExactly(WorkUnitState.ASSIMILATED, WorkUnitState.OPEN, WorkUnitState.ASSIMILATED);

        validate(units.get(1));
        work();

        assertThat(batch(units).state()).isEqualTo(BatchState.COMPLETE);
        assertThat(batch(units).headline()).isEqualTo("total = 60; best score = 30 (k 2)");
        assertThat(answer(units))
                .containsEntry("sum.txt", "60\n")
                .containsEntry("table.csv", "k,score\n0,10\n1,20\n2,30\n")
                .containsOnlyKeys("sum.txt", "table.csv", "plot.svg");
        assertThat(folders.temporary()).doesNotExist();
        for (AnswerFile file : files(units)) {
            assertThat(find(tx -> db.blobs().byDigest(tx, file.sha256()))
                            .orElseThrow()
                            .references())
                    .isEqualTo(1);
        }
    }

    @Test
    void copiesThatNobodyHasAreNotNeededOnceTheAnswerIsThere() throws Exception {
        List<WorkUnit> units = world.cutBatch(1, 0, List.of(SUM));
        validate(units.get(0));

        work();

        assertThat(world.copies(units.get(0).id()))
                .extracting(Result::state)
                .containsExactly(ResultState.VALID, ResultState.NOT_NEEDED);
    }

    @Test
    void aPassWithoutWorkSaysSo() throws Exception {
        assertThat(pass().pass(db, files)).isZero();
        List<WorkUnit> units = world.cutBatch(2, 0, List.of(SUM));
        validate(units.get(0));

        assertThat(pass().pass(db, files)).isEqualTo(1);
        assertThat(pass().pass(db, files)).isZero();
    }

    @Test
    void outputsThatLieInTheFileStoreAreReadFromThere() throws Exception {
        List<WorkUnit> units = world.cutBatch(2, 0, List.of(part(AnswerPart.Kind.CONCAT, "large.bin")));
        String large = "0123456789".repeat(20_000);
        validate(units.get(0), Map.of("large.bin", large));
        validate(units.get(1), Map.of("large.bin", "end"));

        work();

        assertThat(answer(units)).containsEntry("large.bin", large + "end");
        assertThat(batch(units).headline()).isEqualTo("200003 bytes from 2 work units");
    }

    @Test
    void aBatchWithMoreWorkUnitsThanAPageIsPutTogetherInOrder() throws Exception {
        List<WorkUnit> units = world.cutBatch(70, 0, List.of(part(AnswerPart.Kind.CONCAT, "n.txt")));
        for (int i = units.size() - 1; i >= 0; i--) {
            validate(units.get(i));
        }

        work();

        StringBuilder expected = new StringBuilder();
        units.forEach(unit -> expected.append(10 * (unit.index() + 1)).append('\n'));
        assertThat(answer(units)).containsEntry("n.txt", expected.toString());
    }

    @Test
    void workUnitsThatFailedAreMissingAndTheHeadlineSaysSo() throws Exception {
        List<WorkUnit> units = world.cutBatch(3, 0, List.of(SUM));
        validate(units.get(0));
        fail(units.get(1));
        validate(units.get(2));

        work();

        assertThat(batch(units).state()).isEqualTo(BatchState.COMPLETE);
        assertThat(batch(units).headline()).isEqualTo("total = 40; 1 of 3 work units failed and are missing");
    }

    @Test
    void whenAllFailedTheBatchPauses() throws Exception {
        List<WorkUnit> units = world.cutBatch(2, 0, List.of(SUM));
        units.forEach(this::fail);

        work();

        assertThat(batch(units).state()).isEqualTo(BatchState.PAUSED);
        assertThat(batch(units).reason()).startsWith("all 2 work units failed");
    }

    @Test
    void aBatchThatIsNotCutWholeIsNotComplete() throws Exception {
        Batch batch = world.running(world.richAccount(10 * World.SET_ASIDE), 10);

        work();

        assertThat(world.batch(batch.id()).state()).isEqualTo(BatchState.RUNNING);
    }

    @Test
    void anAnswerThatCannotBePutTogetherPausesTheBatchAndResumeTriesAgain() throws Exception {
        List<WorkUnit> units = world.cutBatch(1, 0, List.of(SUM));
        validate(units.get(0), Map.of("n.txt", "ten\n"));

        work();

        assertThat(batch(units).state()).isEqualTo(BatchState.PAUSED);
        assertThat(batch(units).reason()).contains("cannot be put together", "work unit 0", "'ten' is no number");
        assertThat(files(units)).isEmpty();

        resume(units);
        work();
        assertThat(batch(units).state()).isEqualTo(BatchState.PAUSED);
    }

    @Test
    void aPausedBatchIsCompletedWhenItIsResumed() throws Exception {
        List<WorkUnit> units = world.cutBatch(1, 0, List.of(SUM));
        Batch running = batch(units);
        tx(tx -> db.batches().apply(tx, running, new BatchEvent.Paused("for lunch")));
        validate(units.get(0));
        work();
        assertThat(batch(units).state()).isEqualTo(BatchState.PAUSED);

        resume(units);
        work();

        assertThat(batch(units).state()).isEqualTo(BatchState.COMPLETE);
    }

    @Test
    void killedAtAnyStepTheAnswerIsWholeAndNotedOnce() throws Exception {
        Killing.install();
        try (Database victim = Database.openAndMigrate(test.config(), test.clock())) {
            int step = 1;
            for (boolean killed = true; killed; step++) {
                test.reset();
                List<WorkUnit> units = world.cutBatch(3, 0, List.of(SUM, TABLE));
                units.forEach(this::validate);
                killed = Killing.at(step, () -> {
                    AssimilatorPass pass = pass();
                    return pass.pass(victim, files) + pass.pass(victim, files);
                });
                assertThat(files(units)).hasSize(batch(units).state() == BatchState.COMPLETE ? 3 : 0);

                work();

                assertComplete(units);
            }
            assertThat(step).as("steps that were tried").isGreaterThan(25);
        }
    }

    @Test
    void twoAtOnceMakeTheSameAnswerOnce() throws Exception {
        for (int round = 0; round < 3; round++) {
            test.reset();
            List<List<WorkUnit>> batches = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                List<WorkUnit> units = world.cutBatch(3, 0, List.of(SUM, TABLE));
                units.forEach(this::validate);
                batches.add(units);
            }

            AtOnce.run(() -> workUntilComplete(batches), () -> workUntilComplete(batches));

            for (List<WorkUnit> units : batches) {
                assertThat(answer(units)).containsEntry("table.csv", "k,score\n0,10\n1,20\n2,30\n");
            }
            for (AnswerFile file : files(batches.get(0))) {
                assertThat(find(tx -> db.blobs().byDigest(tx, file.sha256()))
                                .orElseThrow()
                                .references())
                        .as(file.name())
                        .isEqualTo(5);
            }
        }
    }

    private void assertComplete(List<WorkUnit> units) throws Exception {
        assertThat(batch(units).state()).isEqualTo(BatchState.COMPLETE);
        assertThat(batch(units).headline()).isEqualTo("total = 60; best score = 30 (k 2)");
        assertThat(answer(units)).hasSize(3).containsEntry("table.csv", "k,score\n0,10\n1,20\n2,30\n");
        assertThat(list(tx -> db.answers().parts(tx, units.get(0).batchId(), 0, 10)))
                .hasSize(3);
        for (AnswerFile file : files(units)) {
            assertThat(find(tx -> db.blobs().byDigest(tx, file.sha256()))
                            .orElseThrow()
                            .references())
                    .as(file.name())
                    .isEqualTo(1);
        }
    }
}
