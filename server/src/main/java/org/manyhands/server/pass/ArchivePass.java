package org.manyhands.server.pass;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.result.Result;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitChange;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.TransferId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.archive.ArchiveFolder;
import org.manyhands.server.archive.ArchivedUnit;
import org.manyhands.server.research.NamedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves settled batches to files. First the file, durable; then the batch is ARCHIVED; then its rows go, block by block. Whatever was
 * interrupted is taken up at the next time: a batch that is SETTLED gets its file anew, one that is ARCHIVED loses the rest of its rows.
 */
public final class ArchivePass implements Pass {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivePass.class);
    private static final int MOST_BATCHES = 50;
    private static final int BLOCK = 100;

    /** A report may have hundreds of kilobytes, so only those of a few copies are in memory at the same time: of one work unit at least. */
    private static final int MOST_COPIES = 32;

    private final Database database;
    private final ArchiveFolder archive;
    private final Duration after;

    /** @param after how long after its end a settled batch is moved */
    public ArchivePass(Database database, ArchiveFolder archive, Duration after) {
        this.database = database;
        this.archive = archive;
        this.after = after;
    }

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public int run() {
        int done = 0;
        for (Batch batch : database.inTransaction(
                tx -> database.batches().settledBefore(tx, tx.nowMillis() - after.toMillis(), MOST_BATCHES))) {
            write(batch);
            done++;
        }
        for (Batch batch : database.inTransaction(tx -> database.batches().archivedWithRows(tx, MOST_BATCHES))) {
            delete(batch);
            done++;
        }
        return done;
    }

    private void write(Batch batch) {
        try {
            archive.write(batch.id(), out -> write(batch, out));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the archive file " + archive.file(batch.id()) + " cannot be written: " + e.getMessage(), e);
        }
        database.inTransaction(tx -> {
            Batch archived = database.batches().apply(tx, batch, new BatchEvent.Archived());
            NamedFiles.of(batch.spec()).values().stream()
                    .sorted()
                    .forEach(sha256 -> database.blobs().release(tx, sha256));
            return archived;
        });
        LOG.info("batch {} is in {}", batch.id(), archive.file(batch.id()));
    }

    private void write(Batch batch, BufferedWriter out) throws IOException {
        line(out, Map.of("batch", batch));
        for (long offset = 0; ; offset += BLOCK) {
            long from = offset;
            List<WorkUnit> block =
                    database.inTransaction(tx -> database.workUnits().ofBatch(tx, batch.id(), null, from, BLOCK));
            for (List<WorkUnit> portion : database.inTransaction(tx -> portions(tx, block))) {
                for (ArchivedUnit unit : database.inTransaction(tx -> lines(tx, portion))) {
                    line(out, unit);
                }
            }
            if (block.size() < BLOCK) {
                return;
            }
        }
    }

    /** In order, of so few copies each that their reports may be in memory together. */
    private List<List<WorkUnit>> portions(Tx tx, List<WorkUnit> units) {
        Map<WorkUnitId, List<Result>> results = results(tx, units);
        return Lists.byWeight(
                units, unit -> results.getOrDefault(unit.id(), List.of()).size(), MOST_COPIES);
    }

    private static void line(BufferedWriter out, Object value) throws IOException {
        out.write(Json.write(value));
        out.write('\n');
    }

    private List<ArchivedUnit> lines(Tx tx, List<WorkUnit> units) {
        Map<WorkUnitId, List<Result>> results = results(tx, units);
        List<ResultId> ids = ids(results);
        Map<ResultId, ResultReport> reports = database.results().reports(tx, ids);
        Map<ResultId, List<TransferId>> transfers = database.ledger().views().transfers(tx, ids);
        return units.stream()
                .map(unit -> new ArchivedUnit(
                        unit,
                        results.getOrDefault(unit.id(), List.of()).stream()
                                .map(result -> new ArchivedUnit.Copy(
                                        result,
                                        reports.get(result.id()),
                                        transfers.getOrDefault(result.id(), List.of())))
                                .toList()))
                .toList();
    }

    private void delete(Batch batch) {
        while (true) {
            List<WorkUnit> units = database.inTransaction(tx -> {
                List<WorkUnit> block = database.workUnits().ofBatch(tx, batch.id(), null, 0, BLOCK);
                release(tx, block);
                return block;
            });
            if (units.isEmpty()) {
                LOG.info("batch {} has no rows any more", batch.id());
                return;
            }
            List<WorkUnitId> ids = units.stream().map(WorkUnit::id).toList();
            database.inTransaction(tx -> {
                database.answers().deletePartsOf(tx, ids);
                database.checks().forget(tx, ids);
                database.results().deleteOf(tx, ids);
                return database.workUnits().deleteArchived(tx, ids);
            });
        }
    }

    /** Whoever takes a work unit to ARCHIVED releases its outputs, so that nobody does it twice. */
    private void release(Tx tx, List<WorkUnit> block) {
        List<WorkUnit> ended = block.stream()
                .filter(unit -> unit.state() != WorkUnitState.ARCHIVED)
                .map(unit -> assimilated(tx, unit))
                .toList();
        database.workUnits()
                .applyAll(
                        tx,
                        ended.stream()
                                .map(unit -> new WorkUnitChange(unit, new WorkUnitEvent.Archived()))
                                .toList());
        List<String> uploads = new ArrayList<>();
        for (List<WorkUnit> portion : portions(tx, ended)) {
            database.results()
                    .reports(tx, ids(results(tx, portion)))
                    .values()
                    .forEach(report -> report.outputs().stream()
                            .filter(output -> output.content() == null)
                            .map(OutputReport::sha256)
                            .distinct()
                            .forEach(uploads::add));
        }
        uploads.stream().sorted().forEach(sha256 -> database.blobs().release(tx, sha256));
    }

    /** A work unit of a cancelled batch may have been decided and never become part of an answer. */
    private WorkUnit assimilated(Tx tx, WorkUnit unit) {
        return unit.state() == WorkUnitState.VALIDATED
                ? database.workUnits().apply(tx, unit, new WorkUnitEvent.Assimilated())
                : unit;
    }

    private Map<WorkUnitId, List<Result>> results(Tx tx, List<WorkUnit> units) {
        return database.results()
                .ofWorkUnits(tx, units.stream().map(WorkUnit::id).toList());
    }

    private static List<ResultId> ids(Map<WorkUnitId, List<Result>> results) {
        return results.values().stream().flatMap(List::stream).map(Result::id).toList();
    }
}
