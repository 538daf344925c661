package org.manyhands.assimilator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.manyhands.assimilator.build.AnswerBuilder;
import org.manyhands.assimilator.build.DraftAnswer;
import org.manyhands.assimilator.build.DraftFile;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.StoredOutputs;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes a batch: assembles its answer into temporary files, makes them durable in the file store, and then notes them
 * and the headline with the batch's last event in one transaction. Until that commit nothing has happened that anyone
 * sees, and after it nothing is left to do; a second assimilator makes the same bytes and finds the batch complete.
 */
final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private static final Set<WorkUnitState> UNDER_WAY = Set.of(WorkUnitState.OPEN, WorkUnitState.VALIDATED);

    private final Database db;
    private final FileStore files;
    private final WorkFolders folders;

    Completion(Database db, FileStore files, WorkFolders folders) {
        this.db = db;
        this.files = files;
        this.folders = folders;
    }

    /** Whether all its work units are decided, and the parts of those that are valid noted. */
    boolean isDue(Batch batch) {
        return !db.inTransaction(tx -> db.workUnits().hasAny(tx, batch.id(), UNDER_WAY));
    }

    /** Completes the batch, or pauses it with the reason why that cannot be; nothing when it is not due, or another was first. */
    void complete(Batch batch) throws IOException {
        if (!isDue(batch)) {
            return;
        }
        long failed = db.inTransaction(tx -> db.workUnits().count(tx, batch.id(), WorkUnitState.FAILED));
        if (!db.inTransaction(tx -> db.workUnits().hasAny(tx, batch.id(), Set.of(WorkUnitState.ASSIMILATED)))) {
            pause(batch, "all " + failed + " work units failed, so there is nothing to make an answer of");
            return;
        }
        try (Workspace workspace = Workspace.below(folders.temporary())) {
            AnswerBuilder builder = Assemblers.of(batch.spec(), files, folders.slots(), () -> isWanted(batch));
            DraftAnswer draft = builder.build(new StoredOutputs(db, files, batch.id()), workspace);
            List<AnswerFile> stored = store(draft);
            String headline = draft.headline() + missing(batch, failed);
            db.runInTransaction(tx -> complete(tx, batch, headline, stored));
        } catch (AnswerRefusedException e) {
            pause(batch, "the answer cannot be put together: " + e.getMessage());
        }
    }

    /** False once it was cancelled, paused or changed: what is put together for it would be thrown away. */
    private boolean isWanted(Batch batch) {
        try {
            return db.inTransaction(tx -> db.batches()
                    .byId(tx, batch.id())
                    .filter(now -> isSame(batch, now))
                    .isPresent());
        } catch (RuntimeException e) {
            LOG.debug("batch {}: the database is away; its answer is put together meanwhile", batch.id(), e);
            return true;
        }
    }

    /** Of a batch that changed since its work units were counted, one may be open again. */
    private static boolean isSame(Batch batch, Batch now) {
        return now.state() == BatchState.RUNNING && now.version() == batch.version();
    }

    private List<AnswerFile> store(DraftAnswer draft) throws IOException {
        List<AnswerFile> stored = new ArrayList<>();
        for (DraftFile file : draft.files()) {
            FileStore.Stored bytes = files.put(file.content());
            stored.add(new AnswerFile(file.name(), bytes.sha256(), bytes.bytes(), file.mediaType()));
        }
        return stored;
    }

    private void complete(Tx tx, Batch batch, String headline, List<AnswerFile> answer) {
        Batch now = db.batches().byId(tx, batch.id()).orElseThrow();
        if (!isSame(batch, now)) {
            return;
        }
        List<String> former = db.answers().removeFiles(tx, batch.id());
        for (AnswerFile file : answer) {
            keep(tx, file);
            db.answers().putFile(tx, batch.id(), file);
        }
        former.forEach(sha256 -> db.blobs().release(tx, sha256));
        db.batches().apply(tx, now, new BatchEvent.Completed(headline));
        db.results().withdrawUnsent(tx, batch.id());
        LOG.info("batch {} is complete: {}", batch.id(), headline);
    }

    /**
     * Counts the reference, then looks whether the bytes are there: the server may have been deleting the same bytes,
     * which nothing named, while they were stored again. From here on it cannot.
     */
    private void keep(Tx tx, AnswerFile file) {
        db.blobs().add(tx, file.sha256(), file.bytes(), null, false);
        db.blobs().reference(tx, file.sha256());
        if (!files.has(file.sha256())) {
            throw new IllegalStateException("the file " + file.sha256() + " (" + file.name()
                    + ") was deleted while it was stored; the next pass stores it again");
        }
    }

    private void pause(Batch batch, String reason) {
        db.runInTransaction(tx -> {
            Batch now = db.batches().byId(tx, batch.id()).orElseThrow();
            if (isSame(batch, now)) {
                db.batches().apply(tx, now, new BatchEvent.Paused(reason));
                LOG.warn("batch {} is paused: {}", batch.id(), reason);
            }
        });
    }

    private String missing(Batch batch, long failed) {
        if (failed == 0 || !batch.sized()) {
            return failed == 0
                    ? ""
                    : "; " + failed + " of " + batch.totalUnits() + " work units failed and are missing";
        }
        long pieces = db.inTransaction(tx -> db.workUnits().pieces(tx, batch.id(), WorkUnitState.FAILED));
        return "; " + pieces + " of " + batch.totalUnits() + " pieces of the input are missing: " + failed
                + " work units failed";
    }
}
