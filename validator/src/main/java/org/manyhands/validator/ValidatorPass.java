package org.manyhands.validator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.daemon.DaemonPass;
import org.manyhands.db.daemon.Share;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.SqlFaults;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.validator.trust.Assumptions;
import org.manyhands.validator.verify.VerifierRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of the validator: decides about a block of work units in one transaction. When a second validator was first
 * with one of them the transaction is run again, and sees what the other did.
 */
public final class ValidatorPass implements DaemonPass {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorPass.class);
    private static final int BLOCK = 400;

    private final JudgingTerms terms;
    private final Verifiers verifiers = new Verifiers();
    private final @Nullable VerifierRoom room;
    private final Verifications verifications;

    /**
     * Makes a pass that asks no verifier, and assumes of hosts what projects do by default: answers that wait for a verifier wait on.
     *
     * @param creditHold how long earned credit is held before it is released
     */
    public ValidatorPass(Duration creditHold) {
        this(new JudgingTerms(creditHold, Assumptions.DEFAULT));
    }

    /** The same, by other terms. */
    public ValidatorPass(JudgingTerms terms) {
        this(terms, null, new Verifications(Runnable::run, Runnable::run, () -> {}));
    }

    /** The same, with verifiers. */
    ValidatorPass(JudgingTerms terms, @Nullable VerifierRoom room, Verifications verifications) {
        this.terms = terms;
        this.room = room;
        this.verifications = verifications;
    }

    /** With threads of its own for verifiers, which run below that folder. */
    static ValidatorPass in(Path folder, JudgingTerms terms) {
        return new ValidatorPass(terms, VerifierRoom.in(folder), Verifications.onOwnThreads());
    }

    @Override
    public int pass(Database db, FileStore files) {
        return pass(db, files, Share.ALL);
    }

    @Override
    public int pass(Database db, FileStore files, Share share) {
        int judged = judge(db, share);
        if (room != null) {
            verifications.begin(db, new Verification(db, files, room, terms, verifiers, System::nanoTime));
        }
        return judged;
    }

    private int judge(Database db, Share share) {
        try {
            return said(db.inTransaction(tx -> judge(db, tx, waiting(db, tx, share))));
        } catch (ConflictException e) {
            LOG.debug("another validator is at the same work units", e);
            return 0;
        } catch (RuntimeException e) {
            if (SqlFaults.isUnavailable(e)) {
                throw e;
            }
            return oneByOne(db, e);
        }
    }

    @Override
    public int fullBlock() {
        return BLOCK;
    }

    @Override
    public Optional<WorkKind> waitsFor() {
        return Optional.of(WorkKind.VALIDATE);
    }

    /** Of the own share; when there is nothing, of all, since whose share it is may be gone. */
    private static List<WorkUnitId> waiting(Database db, Tx tx, Share share) {
        List<WorkUnitId> own = db.results().awaitingJudgement(tx, BLOCK, share);
        return own.isEmpty() && share.isPart() ? db.results().awaitingJudgement(tx, BLOCK) : own;
    }

    /** One work unit that cannot be judged must not hold up the others of its block. */
    private int oneByOne(Database db, RuntimeException cause) {
        LOG.warn("a block cannot be judged as a whole, so each work unit alone: {}", cause.getMessage());
        int judged = 0;
        List<WorkUnitId> waiting = db.inTransaction(tx -> db.results().awaitingJudgement(tx, BLOCK));
        for (WorkUnitId unit : waiting) {
            try {
                judged += said(db.inTransaction(tx -> judge(db, tx, List.of(unit))));
            } catch (RuntimeException e) {
                if (SqlFaults.isUnavailable(e)) {
                    throw e;
                }
                LOG.error("work unit {} cannot be judged", unit, e);
            }
        }
        return judged;
    }

    private Verdicts.Judged judge(Database db, Tx tx, List<WorkUnitId> units) {
        return new Verdicts(db, terms, verifiers).judge(tx, units);
    }

    @Override
    public void close() {
        verifications.close();
    }

    private static int said(Verdicts.Judged judged) {
        judged.news().forEach(LOG::info);
        return judged.units();
    }
}
