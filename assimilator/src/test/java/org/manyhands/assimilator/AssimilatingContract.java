package org.manyhands.assimilator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.assimilator.program.Slots;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.manyhands.sandbox.Limits;

/** Batches of a small world, hosts that bring results, and passes over them. */
abstract class AssimilatingContract extends DatabaseContract {
    static final AnswerPart SUM = part(AnswerPart.Kind.SUM, "n.txt");
    static final AnswerPart TABLE = new AnswerPart(
            AnswerPart.Kind.TABLE, "rows.csv", "score", new BatchSpec.Plot("k", "score", null), null, null);

    @TempDir
    Path folder;

    FileStore files;
    WorkFolders folders;

    AssimilatingContract(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void openFiles() {
        files = FileStore.open(folder.resolve("files"));
        folders = new WorkFolders(
                folder.resolve("work"),
                new Slots(folder.resolve("slot"), new Limits(50_000_000, 1 << 20, 1 << 20, 10), 60_000));
    }

    /** Waits for programs. */
    AssimilatorPass pass() {
        return new AssimilatorPass(folders, Runnable::run, Runnable::run, () -> {});
    }

    void work() throws Exception {
        try (AssimilatorPass pass = pass()) {
            for (int done = 1; done > 0; ) {
                done = pass.pass(db, files);
            }
        }
    }

    void workUntilComplete(List<List<WorkUnit>> batches) throws Exception {
        AssimilatorPass pass = pass();
        while (batches.stream().anyMatch(units -> batch(units).state() != BatchState.COMPLETE)) {
            pass.pass(db, files);
        }
    }

    void validate(WorkUnit unit) {
        long n = 10 * (unit.index() + 1);
        validate(unit, Map.of("n.txt", n + "\n", "rows.csv", "k,score\n" + unit.index() + "," + n + "\n"));
    }

    /** A host brought these files, and the validator chose its copy. */
    void validate(WorkUnit unit, Map<String, String> outputs) {
        Host host = world.host(world.account());
        Result sent = world.dispatch(world.copies(unit.id()).get(0), host);
        List<OutputReport> reports = new ArrayList<>();
        new TreeMap<>(outputs).forEach((path, content) -> reports.add(report(path, content)));
        Result back = world.bringBack(sent, "digest " + unit.index(), reports);
        tx(tx -> {
            db.results().apply(tx, back, new ResultEvent.JudgedValid());
            WorkUnit now = db.workUnits().byId(tx, unit.id()).orElseThrow();
            return db.workUnits().apply(tx, now, new WorkUnitEvent.Validated(back.id()));
        });
    }

    OutputReport report(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        boolean small = bytes.length < 1_000;
        if (!small) {
            files.put(bytes);
        }
        return new OutputReport(path, bytes.length, Digests.sha256(bytes), small ? bytes : null);
    }

    void fail(WorkUnit unit) {
        tx(tx -> db.workUnits().apply(tx, unit, new WorkUnitEvent.Failed("trapped", null)));
    }

    void resume(List<WorkUnit> units) {
        Batch paused = batch(units);
        tx(tx -> db.batches().apply(tx, paused, new BatchEvent.Resumed()));
    }

    Batch batch(List<WorkUnit> units) {
        return world.batch(units.get(0).batchId());
    }

    List<WorkUnitState> states(List<WorkUnit> units) {
        BatchId batch = units.get(0).batchId();
        return list(tx -> db.workUnits().ofBatch(tx, batch, null, 0, 100)).stream()
                .map(WorkUnit::state)
                .toList();
    }

    List<AnswerFile> files(List<WorkUnit> units) {
        return list(tx -> db.answers().files(tx, units.get(0).batchId()));
    }

    Map<String, String> answer(List<WorkUnit> units) throws Exception {
        Map<String, String> answer = new TreeMap<>();
        for (AnswerFile file : files(units)) {
            answer.put(file.name(), new String(files.read(file.sha256()), StandardCharsets.UTF_8));
        }
        return answer;
    }

    static AnswerPart part(AnswerPart.Kind kind, String file) {
        return new AnswerPart(kind, file, null, null, null, null);
    }
}
