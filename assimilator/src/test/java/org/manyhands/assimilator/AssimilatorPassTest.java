package org.manyhands.assimilator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.program.Programs;
import org.manyhands.assimilator.program.Slots;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.AtOnce;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.Killing;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.manyhands.sandbox.Limits;

class AssimilatorPassTest extends DatabaseContract {
    private static final AnswerPart SUM = part(AnswerPart.Kind.SUM, "n.txt");
    private static final AnswerPart TABLE = new AnswerPart(
            AnswerPart.Kind.TABLE, "rows.csv", "score", new BatchSpec.Plot("k", "score", null), null, null);

    @TempDir
    Path folder;

    private FileStore files;
    private WorkFolders folders;

    AssimilatorPassTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void openFiles() {
        files = FileStore.open(folder.resolve("files"));
        folders = new WorkFolders(
                folder.resolve("work"),
                new Slots(folder.resolve("slot"), new Limits(50_000_000, 1 << 20, 1 << 20, 10), 60_000));
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
    void anApplicationsOwnAssemblerLeadsTheAnswer() throws Exception {
        String module = files.put(Programs.copy("units/00000001/n.txt", "picked.txt", "picked the second"))
                .sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> units = world.cutBatch(2, 0, List.of(SUM, program));
        units.forEach(this::validate);

        work();

        assertThat(batch(units).headline()).isEqualTo("picked the second");
        assertThat(answer(units)).containsEntry("picked.txt", "20\n").containsKeys("headline.txt", "sum.txt");
    }

    @Test
    void anAssemblerThatFailsPausesItsBatchAndNoOther() throws Exception {
        String module = files.put("no module".getBytes(StandardCharsets.UTF_8)).sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> broken = world.cutBatch(1, 0, List.of(program));
        List<WorkUnit> sound = world.cutBatch(1, 0, List.of(SUM));
        validate(broken.get(0));
        validate(sound.get(0));

        work();

        assertThat(batch(broken).state()).isEqualTo(BatchState.PAUSED);
        assertThat(batch(broken).reason()).contains("the assembler's module is refused");
        assertThat(batch(sound).state()).isEqualTo(BatchState.COMPLETE);
    }

    /** One thread is busy with a program while the passes go on. */
    @Test
    void aProgramThatTakesLongHoldsUpNobodyAndIsNotStartedTwice() throws Exception {
        String module =
                files.put(Programs.copy("units/00000000/n.txt", "x", "at last")).sha256();
        AnswerPart program = new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of());
        List<WorkUnit> slow = world.cutBatch(1, 0, List.of(program));
        List<WorkUnit> quick = world.cutBatch(1, 0, List.of(SUM));
        validate(slow.get(0));
        validate(quick.get(0));
        List<Runnable> waiting = new ArrayList<>();
        AssimilatorPass pass = new AssimilatorPass(folders, waiting::add, waiting::clear);

        pass.pass(db, files);
        pass.pass(db, files);

        assertThat(batch(quick).state()).isEqualTo(BatchState.COMPLETE);
        assertThat(batch(slow).state()).isEqualTo(BatchState.RUNNING);
        assertThat(waiting).hasSize(1);
        waiting.get(0).run();
        assertThat(batch(slow).headline()).isEqualTo("at last");
        pass.close();
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

    /** Waits for programs. */
    private AssimilatorPass pass() {
        return new AssimilatorPass(folders, Runnable::run, () -> {});
    }

    private void work() throws Exception {
        try (AssimilatorPass pass = pass()) {
            for (int done = 1; done > 0; ) {
                done = pass.pass(db, files);
            }
        }
    }

    private void workUntilComplete(List<List<WorkUnit>> batches) throws Exception {
        AssimilatorPass pass = pass();
        while (batches.stream().anyMatch(units -> batch(units).state() != BatchState.COMPLETE)) {
            pass.pass(db, files);
        }
    }

    private void validate(WorkUnit unit) {
        long n = 10 * (unit.index() + 1);
        validate(unit, Map.of("n.txt", n + "\n", "rows.csv", "k,score\n" + unit.index() + "," + n + "\n"));
    }

    /** A host brought these files, and the validator chose its copy. */
    private void validate(WorkUnit unit, Map<String, String> outputs) {
        Host host = world.host(world.account());
        Result sent = world.dispatch(world.copies(unit.id()).get(0), host);
        List<OutputReport> reports = new ArrayList<>();
        new TreeMap<>(outputs).forEach((path, content) -> reports.add(report(path, content)));
        Result back = world.bringBack(sent, "digest " + unit.index());
        StreamReport nothing = new StreamReport(0, new byte[0]);
        tx(tx -> {
            db.results()
                    .saveReport(
                            tx,
                            new ResultReport(
                                    back.id(),
                                    new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                                    World.FUEL,
                                    back.digest(),
                                    nothing,
                                    nothing,
                                    reports,
                                    1));
            db.results().apply(tx, back, new ResultEvent.JudgedValid());
            WorkUnit now = db.workUnits().byId(tx, unit.id()).orElseThrow();
            return db.workUnits().apply(tx, now, new WorkUnitEvent.Validated(back.id()));
        });
    }

    private OutputReport report(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        boolean small = bytes.length < 1_000;
        if (!small) {
            files.put(bytes);
        }
        return new OutputReport(path, bytes.length, Digests.sha256(bytes), small ? bytes : null);
    }

    private void fail(WorkUnit unit) {
        tx(tx -> db.workUnits().apply(tx, unit, new WorkUnitEvent.Failed("trapped", null)));
    }

    private void resume(List<WorkUnit> units) {
        Batch paused = batch(units);
        tx(tx -> db.batches().apply(tx, paused, new BatchEvent.Resumed()));
    }

    private Batch batch(List<WorkUnit> units) {
        return world.batch(units.get(0).batchId());
    }

    private List<WorkUnitState> states(List<WorkUnit> units) {
        BatchId batch = units.get(0).batchId();
        return list(tx -> db.workUnits().ofBatch(tx, batch, null, 0, 100)).stream()
                .map(WorkUnit::state)
                .toList();
    }

    private List<AnswerFile> files(List<WorkUnit> units) {
        return list(tx -> db.answers().files(tx, units.get(0).batchId()));
    }

    private Map<String, String> answer(List<WorkUnit> units) throws Exception {
        Map<String, String> answer = new TreeMap<>();
        for (AnswerFile file : files(units)) {
            answer.put(file.name(), new String(files.read(file.sha256()), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private static AnswerPart part(AnswerPart.Kind kind, String file) {
        return new AnswerPart(kind, file, null, null, null, null);
    }
}
