package org.manyhands.generator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.result.NewCopies;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.db.workunit.cut.UnitParts;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.error.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts one block of a batch and writes it in one transaction: the cursor by compare-and-set, the work units with what is
 * set aside for each, and their first results. Whoever moves the cursor owns the block, so two generators never write the
 * same one, and one that is killed has written all of it or nothing.
 */
final class BlockWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BlockWriter.class);

    /** Most bytes of arguments and inputs inside the work units of a block. */
    private static final long MOST_BYTES = 2 << 20;

    /** Of their blocks; after all further copies. */
    private static final int FIRST_COPIES = 0;

    private final Cutters cutters = new Cutters();

    /**
     * Cuts on from the batch's cursor.
     *
     * @param sizes how many pieces each work unit is to have; some get fewer, where the input ends
     * @return those that were written, in the order of the sizes; none when another was first
     */
    List<WorkUnit> write(Database db, FileStore files, Batch batch, List<Integer> sizes) {
        List<NewWorkUnit> units;
        try {
            units = cut(cutters.of(batch, () -> version(db, batch), files), batch, sizes);
        } catch (RefusedException e) {
            db.runInTransaction(tx -> pause(db, tx, batch, String.valueOf(e.getMessage())));
            return List.of();
        }
        List<WorkUnit> written = db.inTransaction(tx -> write(db, tx, batch, units));
        if (written.isEmpty()) {
            return List.of();
        }
        LOG.info(
                "batch {}: {} work units, {} to {} of {}",
                batch.id(),
                units.size(),
                batch.cursor(),
                end(batch, units) - 1,
                batch.totalUnits());
        return written;
    }

    /** Stops early when what travels inside the work units becomes much: a block is in memory, and in one statement. */
    private static List<NewWorkUnit> cut(UnitCutter cutter, Batch batch, List<Integer> sizes) {
        List<NewWorkUnit> units = new ArrayList<>();
        long inside = 0;
        long index = batch.cursor();
        for (Iterator<Integer> size = sizes.iterator();
                size.hasNext() && index < batch.totalUnits() && inside < MOST_BYTES; ) {
            UnitParts parts = cutter.unit(index, cutter.together(index, size.next()));
            index += parts.pieces();
            inside += parts.inputs().stream()
                    .map(InputReference::content)
                    .filter(Objects::nonNull)
                    .mapToLong(content -> content.length)
                    .sum();
            inside += parts.arguments().stream().mapToLong(String::length).sum();
            units.add(parts.of(batch.id(), batch.setAside(parts.pieces())));
        }
        return units;
    }

    private static List<WorkUnit> write(Database db, Tx tx, Batch batch, List<NewWorkUnit> units) {
        if (!db.batches().advanceCursor(tx, batch.id(), batch.cursor(), end(batch, units))) {
            return List.of();
        }
        List<WorkUnit> written = db.workUnits().create(tx, units);
        List<NewCopies> copies = written.stream()
                .map(unit -> unit.copies(0, batch.copiesAtFirst()))
                .toList();
        db.results().createAll(tx, copies, FIRST_COPIES);
        return written;
    }

    private static long end(Batch batch, List<NewWorkUnit> units) {
        return batch.cursor() + units.stream().mapToLong(NewWorkUnit::pieces).sum();
    }

    /** A batch whose files or description cannot be cut after all stops with the reason instead of standing still in silence. */
    private static void pause(Database db, Tx tx, Batch batch, String reason) {
        Batch now = db.batches().byId(tx, batch.id()).orElseThrow();
        if (now.state() == BatchState.RUNNING) {
            db.batches().apply(tx, now, new BatchEvent.Paused("it cannot be cut into work units: " + reason));
            LOG.warn("batch {} is paused: it cannot be cut: {}", batch.id(), reason);
        }
    }

    private static AppVersionRow version(Database db, Batch batch) {
        return db.inTransaction(
                tx -> db.applications().version(tx, batch.appVersionId()).orElseThrow());
    }
}
