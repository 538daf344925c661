package org.manyhands.assimilator;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.build.Folders;
import org.manyhands.db.Database;
import org.manyhands.db.answer.AnswerStore.NewPart;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchRotation;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.daemon.DaemonPass;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitChange;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.BatchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of the assimilator: notes the parts of validated work units, and completes batches that have all of theirs. */
public final class AssimilatorPass implements DaemonPass {
    private static final Logger LOG = LoggerFactory.getLogger(AssimilatorPass.class);
    private static final int BLOCK = 400;
    private static final int MOST_BATCHES = 1_000;

    /** Programs, and other answers, that may be under way at once, so that one that takes long does not hold up the next. */
    private static final int AT_ONCE = 2;

    private final WorkFolders folders;
    private final Executor programs;
    private final Executor others;
    private final Runnable end;
    private final BatchRotation running = new BatchRotation(BatchState.RUNNING, MOST_BATCHES);
    private final Set<BatchId> underWay = Completions.noneUnderWay();

    /**
     * Makes a pass.
     *
     * @param programs where researchers' programs are waited for
     * @param others where all other answers are put together
     * @param end what ends both
     */
    AssimilatorPass(WorkFolders folders, Executor programs, Executor others, Runnable end) {
        this.folders = folders;
        this.programs = programs;
        this.others = others;
        this.end = end;
    }

    /**
     * The pass of a process.
     *
     * @param directory the project's; null on a machine that has none
     */
    public static AssimilatorPass in(@Nullable ProjectDirectory directory) throws IOException {
        return of(WorkFolders.of(directory));
    }

    /** With threads of its own to complete batches. */
    static AssimilatorPass of(WorkFolders folders) {
        ExecutorService programs = threads("program");
        ExecutorService others = threads("answer");
        return new AssimilatorPass(folders, programs, others, () -> {
            programs.shutdownNow();
            others.shutdownNow();
        });
    }

    private static ExecutorService threads(String name) {
        return Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int pass(Database db, FileStore files) {
        return pass(db, files, Share.ALL);
    }

    @Override
    public int fullBlock() {
        return BLOCK;
    }

    @Override
    public Optional<WorkKind> waitsFor() {
        return Optional.of(WorkKind.ASSIMILATE);
    }

    @Override
    public int pass(Database db, FileStore files, Share share) {
        int done;
        try {
            done = db.inTransaction(tx -> noteParts(db, tx, share));
        } catch (ConflictException e) {
            LOG.debug("another assimilator is at the same work units", e);
            return 0;
        }
        Completions completions = new Completions(new Completion(db, files, folders), programs, others, underWay);
        db.inTransaction(tx -> allCut(db, tx)).forEach(completions::complete);
        return done;
    }

    private static int noteParts(Database db, Tx tx, Share share) {
        List<WorkUnit> units = validated(db, tx, share);
        db.answers().addParts(tx, units.stream().map(AssimilatorPass::part).toList());
        db.workUnits()
                .applyAll(
                        tx,
                        units.stream()
                                .map(unit -> new WorkUnitChange(unit, new WorkUnitEvent.Assimilated()))
                                .toList());
        return units.size();
    }

    /** Of the own share; when there is nothing, of all, since whose share it is may be gone. */
    private static List<WorkUnit> validated(Database db, Tx tx, Share share) {
        List<WorkUnit> own = db.workUnits().inState(tx, WorkUnitState.VALIDATED, BLOCK, share);
        return own.isEmpty() && share.isPart()
                ? db.workUnits().inState(tx, WorkUnitState.VALIDATED, BLOCK, Share.ALL)
                : own;
    }

    private static NewPart part(WorkUnit unit) {
        if (unit.canonical() == null) {
            throw new IllegalStateException("work unit " + unit.id() + " is VALIDATED without a canonical result");
        }
        return new NewPart(unit.id(), unit.revision(), unit.batchId(), unit.index(), unit.canonical());
    }

    private List<Batch> allCut(Database db, Tx tx) {
        return running.turn(tx, db.batches()).stream()
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
