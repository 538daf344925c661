package org.manyhands.assimilator;

import java.io.IOException;
import java.util.List;
import org.manyhands.assimilator.build.Folders;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.DaemonPass;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.SqlFaults;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of the assimilator: notes the parts of validated work units, and completes batches that have all of theirs. */
public final class AssimilatorPass implements DaemonPass {
    private static final Logger LOG = LoggerFactory.getLogger(AssimilatorPass.class);
    private static final int BLOCK = 200;
    private static final int MOST_BATCHES = 1_000;

    private final WorkFolders folders;

    AssimilatorPass(WorkFolders folders) {
        this.folders = folders;
    }

    @Override
    public int pass(Database db, FileStore files) throws IOException {
        int done;
        try {
            done = db.inTransaction(tx -> noteParts(db, tx));
        } catch (ConflictException e) {
            LOG.debug("another assimilator is at the same work units", e);
            return 0;
        }
        Completion completion = new Completion(db, files, folders);
        for (Batch batch : db.inTransaction(tx -> allCut(db, tx))) {
            done += complete(completion, batch);
        }
        return done;
    }

    private static int noteParts(Database db, Tx tx) {
        List<WorkUnit> units = db.workUnits().inState(tx, WorkUnitState.VALIDATED, BLOCK);
        for (WorkUnit unit : units) {
            if (unit.canonical() == null) {
                throw new IllegalStateException("work unit " + unit.id() + " is VALIDATED without a canonical result");
            }
            db.answers().addPart(tx, unit.id(), unit.revision(), unit.batchId(), unit.index(), unit.canonical());
            db.workUnits().apply(tx, unit, new WorkUnitEvent.Assimilated());
        }
        return units.size();
    }

    private static List<Batch> allCut(Database db, Tx tx) {
        return db.batches().inState(tx, BatchState.RUNNING, MOST_BATCHES).stream()
                .filter(batch -> batch.cursor() == batch.totalUnits())
                .toList();
    }

    /** A batch that cannot be completed must not hold up the others. */
    private static int complete(Completion completion, Batch batch) {
        try {
            return completion.complete(batch) ? 1 : 0;
        } catch (IOException | RuntimeException e) {
            if (SqlFaults.isUnavailable(e)) {
                throw (RuntimeException) e;
            }
            LOG.error("batch {} cannot be completed now and will be tried again", batch.id(), e);
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            Folders.delete(folders.temporary());
        } catch (IOException e) {
            LOG.warn("temporary files in {} stay behind: {}", folders.temporary(), e.getMessage());
        }
    }
}
