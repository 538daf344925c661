package org.manyhands.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.db.workunit.cut.UnitParts;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.WorkUnitId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts one block of a batch and writes it in one transaction: the cursor by compare-and-set, the work units with what is
 * set aside for each, and their first results. Whoever moves the cursor owns the block, so two generators never write the
 * same one, and one that is killed has written all of it or nothing.
 */
final class BlockWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BlockWriter.class);

    /** Most bytes of inputs inside the work units of a block. */
    private static final long MOST_BYTES = 2 << 20;

    private final Cutters cutters = new Cutters();

    /** Cuts from the batch's cursor to {@code end} at most; how many work units were written, 0 when another was first. */
    int write(Database db, FileStore files, Batch batch, long end) {
        List<NewWorkUnit> units;
        try {
            units = cut(cutters.of(batch, () -> version(db, batch), files), batch, end);
        } catch (RefusedException e) {
            return db.inTransaction(tx -> pause(db, tx, batch, String.valueOf(e.getMessage())));
        }
        int written = db.inTransaction(tx -> write(db, tx, batch, units));
        if (written > 0) {
            LOG.info(
                    "batch {}: work units {} to {} of {}",
                    batch.id(),
                    batch.cursor(),
                    batch.cursor() + written - 1,
                    batch.totalUnits());
        }
        return written;
    }

    /** Stops early when what travels inside the work units becomes much: a block is in memory, and in one statement. */
    private static List<NewWorkUnit> cut(UnitCutter cutter, Batch batch, long end) {
        List<NewWorkUnit> units = new ArrayList<>();
        long inside = 0;
        for (long index = batch.cursor(); index < end && inside < MOST_BYTES; index++) {
            UnitParts parts = cutter.unit(index);
            inside += parts.inputs().stream()
                    .map(InputReference::content)
                    .filter(Objects::nonNull)
                    .mapToLong(content -> content.length)
                    .sum();
            units.add(parts.of(batch.id(), setAside(batch)));
        }
        return units;
    }

    private static int write(Database db, Tx tx, Batch batch, List<NewWorkUnit> units) {
        if (!db.batches().advanceCursor(tx, batch.id(), batch.cursor(), batch.cursor() + units.size())) {
            return 0;
        }
        List<WorkUnitId> ids =
                db.workUnits().create(tx, units).stream().map(WorkUnit::id).toList();
        db.results().create(tx, ids, batch.id(), 0, batch.copiesAtFirst());
        return units.size();
    }

    /** A batch whose files or description cannot be cut after all stops with the reason instead of standing still in silence. */
    private static int pause(Database db, Tx tx, Batch batch, String reason) {
        Batch now = db.batches().byId(tx, batch.id()).orElseThrow();
        if (now.state() != BatchState.RUNNING) {
            return 0;
        }
        db.batches().apply(tx, now, new BatchEvent.Paused("it cannot be cut into work units: " + reason));
        LOG.warn("batch {} is paused: it cannot be cut: {}", batch.id(), reason);
        return 1;
    }

    private static AppVersionRow version(Database db, Batch batch) {
        return db.inTransaction(
                tx -> db.applications().version(tx, batch.appVersionId()).orElseThrow());
    }

    private static long setAside(Batch batch) {
        UnitLimits limits = Objects.requireNonNull(batch.limits(), "a running batch was quoted, so it has limits");
        return Price.setAside(
                limits.fuel(),
                batch.microcreditsPerMillionFuel(),
                Math.max(batch.quorum(), batch.spec().copiesSetAside()));
    }
}
