package org.manyhands.validator;

import java.util.List;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.BatchId;

/** Pauses a batch when one of its canaries failed, or when more work units failed than a batch may go on with. */
final class FailureShare {
    private static final long ALWAYS_ALLOWED = 3;
    private static final long ALLOWED_PERCENT = 5;

    private final Database db;

    FailureShare(Database db) {
        this.db = db;
    }

    /** A work unit that has just failed. */
    record Failure(WorkUnit unit, String reason) {}

    /** Most pieces of the input whose work units may fail before a batch pauses: 3, or 5 % of all if that is more. So many work units may fail in any case. */
    static long allowed(long totalPieces) {
        return Math.max(
                ALWAYS_ALLOWED, totalPieces / 100 * ALLOWED_PERCENT + totalPieces % 100 * ALLOWED_PERCENT / 100);
    }

    /** Pauses the batch if these failures are too much for it, and says so; called in the transaction that lets them fail. */
    Optional<String> check(Tx tx, BatchId id, List<Failure> failures) {
        Batch batch = db.batches().byId(tx, id).orElseThrow();
        if (batch.state() != BatchState.RUNNING) {
            return Optional.empty();
        }
        Optional<String> reason = canary(batch, failures).or(() -> tooMany(tx, batch, failures));
        reason.ifPresent(words -> db.batches().apply(tx, batch, new BatchEvent.Paused(words)));
        return reason.map(words -> "batch " + id + " is paused: " + words);
    }

    private static Optional<String> canary(Batch batch, List<Failure> failures) {
        return failures.stream()
                .filter(failure -> failure.unit().index() < batch.canaries())
                .findFirst()
                .map(failure -> "a canary failed, work unit " + failure.unit().index() + " (id "
                        + failure.unit().id() + "): " + failure.reason());
    }

    private Optional<String> tooMany(Tx tx, Batch batch, List<Failure> failures) {
        long failed = db.workUnits().count(tx, batch.id(), WorkUnitState.FAILED);
        long pieces = batch.sized() ? db.workUnits().pieces(tx, batch.id(), WorkUnitState.FAILED) : failed;
        long allowed = allowed(batch.totalUnits());
        Failure last = failures.get(failures.size() - 1);
        return failed <= ALWAYS_ALLOWED || pieces <= allowed
                ? Optional.empty()
                : Optional.of(failed + " work units failed"
                        + (batch.sized() ? " that cover " + pieces + " pieces of the input" : "") + ", more than the "
                        + allowed + " that are allowed of "
                        + batch.totalUnits() + "; the last one is work unit "
                        + last.unit().index() + " (id " + last.unit().id() + "): " + last.reason());
    }
}
