package org.manyhands.generator;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
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

    private final Cutters cutters = new Cutters();

    /** Cuts from the batch's cursor to {@code end}; how many work units were written, 0 when another was first. */
    int write(Database db, FileStore files, Batch batch, long end) {
        List<NewWorkUnit> units;
        try {
            UnitCutter cutter = cutters.of(batch, () -> version(db, batch), files);
            units = LongStream.range(batch.cursor(), end)
                    .mapToObj(index -> cutter.unit(index).of(batch.id(), setAside(batch)))
                    .toList();
        } catch (RefusedException e) {
            return db.inTransaction(tx -> pause(db, tx, batch, String.valueOf(e.getMessage())));
        }
        int written = db.inTransaction(tx -> write(db, tx, batch, units));
        if (written > 0) {
            LOG.info("batch {}: work units {} to {} of {}", batch.id(), batch.cursor(), end - 1, batch.totalUnits());
        }
        return written;
    }

    private static int write(Database db, Tx tx, Batch batch, List<NewWorkUnit> units) {
        if (!db.batches().advanceCursor(tx, batch.id(), batch.cursor(), batch.cursor() + units.size())) {
            return 0;
        }
        List<WorkUnitId> ids =
                db.workUnits().create(tx, units).stream().map(WorkUnit::id).toList();
        db.results().create(tx, ids, batch.id(), 0, batch.quorum());
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

    /** The maximum cost of a work unit: a copy more than the quorum may still agree before the decision. */
    private static long setAside(Batch batch) {
        UnitLimits limits = Objects.requireNonNull(batch.limits(), "a running batch was quoted, so it has limits");
        return Math.multiplyExact(
                Price.of(limits.fuel(), batch.microcreditsPerMillionFuel()), Math.addExact(batch.quorum(), 1L));
    }
}
