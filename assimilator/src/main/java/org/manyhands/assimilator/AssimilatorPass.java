package org.manyhands.assimilator;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.manyhands.assimilator.build.Folders;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.daemon.DaemonPass;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.BatchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of the assimilator: notes the parts of validated work units, and completes batches that have all of theirs. */
public final class AssimilatorPass implements DaemonPass {
    private static final Logger LOG = LoggerFactory.getLogger(AssimilatorPass.class);
    private static final int BLOCK = 200;
    private static final int MOST_BATCHES = 1_000;

    /** Programs that may run at once, so that one that takes long does not hold up the next. */
    private static final int PROGRAMS = 2;

    private final WorkFolders folders;
    private final Executor programs;
    private final Runnable end;
    private final Set<BatchId> underWay = Completions.noneUnderWay();

    /**
     * Makes a pass.
     *
     * @param programs where researchers' programs are waited for
     * @param end what ends those
     */
    AssimilatorPass(WorkFolders folders, Executor programs, Runnable end) {
        this.folders = folders;
        this.programs = programs;
        this.end = end;
    }

    /** With threads of its own for researchers' programs. */
    static AssimilatorPass of(WorkFolders folders) {
        ExecutorService threads = Executors.newFixedThreadPool(PROGRAMS, work -> {
            Thread thread = new Thread(work, "program");
            thread.setDaemon(true);
            return thread;
        });
        return new AssimilatorPass(folders, threads, threads::shutdownNow);
    }

    @Override
    public int pass(Database db, FileStore files) {
        int done;
        try {
            done = db.inTransaction(tx -> noteParts(db, tx));
        } catch (ConflictException e) {
            LOG.debug("another assimilator is at the same work units", e);
            return 0;
        }
        Completions completions = new Completions(new Completion(db, files, folders), programs, underWay);
        for (Batch batch : db.inTransaction(tx -> allCut(db, tx))) {
            done += completions.complete(batch);
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

    @Override
    public void close() {
        end.run();
        try {
            Folders.delete(folders.temporary());
        } catch (IOException e) {
            LOG.warn("temporary files in {} stay behind: {}", folders.temporary(), e.getMessage());
        }
    }
}
