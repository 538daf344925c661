package org.manyhands.server.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.answer.AnswerStore.NewPart;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.Blob;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.archive.ArchiveFolder;
import org.manyhands.server.archive.ArchiveMain;
import org.manyhands.server.archive.ArchivedUnit;
import org.manyhands.server.testing.TestReports;
import picocli.CommandLine;

class ArchivePassTest extends DatabaseContract {
    private static final Duration AFTER = Duration.ofDays(30);
    private static final byte[] OUTPUT = "a large output".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = TestReports.uploaded("out", OUTPUT).sha256();

    @TempDir
    Path home;

    private ArchiveFolder archive;

    ArchivePassTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void open() {
        archive = new ArchiveFolder(home.resolve("archive"));
    }

    @Test
    void aBatchLongSettledIsInItsFileAndItsRowsAreGone() throws IOException {
        List<WorkUnit> units = settled(3);
        BatchId batch = units.get(0).batchId();
        ArchivePass pass = new ArchivePass(db, archive, AFTER);
        assertThat(pass.run()).as("not yet").isZero();
        test.clock().forward(AFTER.plusMillis(1));

        pass.run();

        assertThat(world.batch(batch).state()).isEqualTo(BatchState.ARCHIVED);
        assertThat(list(tx -> db.workUnits().ofBatch(tx, batch, null, 0, 10))).isEmpty();
        assertThat(world.copies(units.get(0).id())).isEmpty();
        assertThat(references()).as("named by nothing any more").isZero();
        assertThat(list(tx -> db.ledger().violations(tx)))
                .as("the journal stands")
                .isEmpty();
        List<ArchivedUnit> kept = read(batch);
        assertThat(kept).extracting(line -> line.unit().id()).containsExactly(ids(units));
        assertThat(kept.get(0).results()).hasSize(2);
        assertThat(kept.get(0).results().get(0).report().outputs()).hasSize(1);
        assertThat(pass.run()).as("nothing twice").isZero();
        assertThat(world.cutBatch(1).get(0).id().value())
                .as("never used again")
                .isGreaterThan(units.get(2).id().value());
    }

    @Test
    void aPassThatWasCutShortAnywhereIsFinishedByTheNext() throws IOException {
        List<WorkUnit> units = settled(3);
        BatchId batch = units.get(0).batchId();
        test.clock().forward(AFTER.plusMillis(1));
        Files.createDirectories(home.resolve("archive"));
        Files.writeString(home.resolve("archive/" + batch + ".jsonl.gz.new"), "half a file");
        Files.writeString(archive.file(batch), "of an earlier try, before the batch knew");

        new ArchivePass(db, archive, AFTER).run();
        assertThat(read(batch)).hasSize(3);

        List<WorkUnit> others = settled(2);
        test.clock().forward(AFTER.plusMillis(1));
        BatchId other = others.get(0).batchId();
        new ArchivePass(db, archive, AFTER).run();
        assertThat(read(other)).hasSize(2);
    }

    @Test
    void rowsThatAreLeftOfAnArchivedBatchGoAtTheNextPassAndItsFileStays() throws IOException {
        List<WorkUnit> units = settled(2);
        BatchId batch = units.get(0).batchId();
        archive.write(batch, out -> out.write("the whole batch"));
        tx(tx -> db.batches().apply(tx, world.copyOf(tx, batch), new BatchEvent.Archived()));
        WorkUnit first = now(units.get(0));
        tx(tx -> db.workUnits().apply(tx, first, new WorkUnitEvent.Archived()));

        new ArchivePass(db, archive, AFTER).run();

        assertThat(list(tx -> db.workUnits().ofBatch(tx, batch, null, 0, 10))).isEmpty();
        try (BufferedReader lines = archive.read(batch)) {
            assertThat(lines.readLine()).isEqualTo("the whole batch");
        }
    }

    @Test
    void theCommandShowsWhatThereIs() {
        List<WorkUnit> units = settled(1);
        BatchId batch = units.get(0).batchId();
        test.clock().forward(AFTER.plusMillis(1));
        new ArchivePass(db, archive, AFTER).run();

        assertThat(command("list")).contains("batch " + batch + ", ", "1 work units");
        assertThat(command("show", batch.toString()))
                .contains("work unit 0 (id " + units.get(0).id() + ") ASSIMILATED", "VALID on host");
        assertThat(command("show", batch.toString(), "--json").lines()).hasSize(2);
        assertThat(command("show", "77777")).contains("there is no file", "77777.jsonl.gz", "archive list");
        assertThat(command("show", "x1")).contains("x1");
        assertThat(new CommandLine(new ArchiveMain())
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute("list", "--home=" + home.resolve("nope")))
                .isEqualTo(2);
    }

    private String command(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(new ArchiveMain());
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--home=" + home;
        line.execute(all);
        return said.toString();
    }

    private List<ArchivedUnit> read(BatchId batch) throws IOException {
        try (BufferedReader lines = archive.read(batch)) {
            assertThat(lines.readLine()).contains("\"batch\":{\"id\":\"" + batch + "\"");
            return lines.lines()
                    .map(line -> Json.readOwn(line, ArchivedUnit.class))
                    .toList();
        }
    }

    private static WorkUnitId[] ids(List<WorkUnit> units) {
        return units.stream().map(WorkUnit::id).toArray(WorkUnitId[]::new);
    }

    /** A batch whose first copies left an output in the file store; all is decided and settled. */
    private List<WorkUnit> settled(int number) {
        List<WorkUnit> units = world.cutBatch(number);
        for (WorkUnit unit : units) {
            List<Result> copies = world.copies(unit.id());
            Result back = world.bringBack(world.dispatch(copies.get(0), world.host(world.account())), "a");
            db.runInTransaction(tx -> {
                db.blobs().add(tx, DIGEST, OUTPUT.length, null, true);
                db.results()
                        .saveReports(
                                tx, List.of(TestReports.finished(back.id(), 5, TestReports.uploaded("out", OUTPUT))));
                db.blobs().reference(tx, DIGEST);
                db.results().apply(tx, back, new ResultEvent.JudgedValid());
                db.results().apply(tx, copies.get(1), new ResultEvent.NotNeeded());
                WorkUnit decided = db.workUnits().apply(tx, unit, new WorkUnitEvent.Validated(back.id()));
                db.workUnits().apply(tx, decided, new WorkUnitEvent.Assimilated());
                db.answers().addParts(tx, List.of(new NewPart(unit.id(), 0, unit.batchId(), unit.index(), back.id())));
            });
        }
        tx(tx -> {
            Batch complete =
                    db.batches().apply(tx, world.copyOf(tx, units.get(0).batchId()), new BatchEvent.Completed("42"));
            return db.batches().apply(tx, complete, new BatchEvent.Settled());
        });
        return units;
    }

    private WorkUnit now(WorkUnit unit) {
        return find(tx -> db.workUnits().byId(tx, unit.id())).orElseThrow();
    }

    private long references() {
        return find(tx -> db.blobs().byDigest(tx, DIGEST)).map(Blob::references).orElse(-1L);
    }
}
