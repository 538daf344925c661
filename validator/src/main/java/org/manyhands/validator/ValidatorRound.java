package org.manyhands.validator;

import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.daemon.DaemonPass;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.file.FileStore;
import org.manyhands.validator.tail.TailPass;

/** What the validator does again and again: judges what came back, and looks now and then at batches that are near their end. */
final class ValidatorRound implements DaemonPass {
    private final ValidatorPass judging;
    private final TailPass tail;

    ValidatorRound(ValidatorPass judging, TailPass tail) {
        this.judging = judging;
        this.tail = tail;
    }

    @Override
    public int pass(Database db, FileStore files) {
        return pass(db, files, Share.ALL);
    }

    /** Of several validators one looks after batches' ends. */
    @Override
    public int pass(Database db, FileStore files, Share share) {
        int judged = judging.pass(db, files, share);
        return share.rank() == 0 ? judged + tail.pass(db) : judged;
    }

    @Override
    public int fullBlock() {
        return judging.fullBlock();
    }

    @Override
    public Optional<WorkKind> waitsFor() {
        return judging.waitsFor();
    }

    @Override
    public void close() {
        judging.close();
    }
}
