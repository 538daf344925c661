package org.manyhands.db.transaction;

import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work in transactions, again on a conflict. Thread-safe. */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int TRIES = 25;

    private final SessionFactory factory;
    private final DatabaseClock clock;
    private final DatabaseKind kind;
    private final Backoff backoff;
    private final String place;
    private final ThreadLocal<Boolean> open = ThreadLocal.withInitial(() -> false);
    private volatile boolean closedForGood;

    /** @param place where the database keeps its rows, in words */
    Transactions(SessionFactory factory, DatabaseClock clock, DatabaseKind kind, Backoff backoff, String place) {
        this.kind = kind;
        this.place = place;
        this.factory = factory;
        this.clock = clock;
        this.backoff = backoff;
    }

    /** True once a fault has shown that the embedded database will not work again in this process. */
    boolean closedForGood() {
        return closedForGood;
    }

    <T> T run(Function<Tx, T> work) {
        if (open.get()) {
            throw new IllegalStateException(
                    "a transaction is open on this thread; hand its Tx on instead of opening another");
        }
        open.set(true);
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return once(work);
                } catch (RuntimeException e) {
                    if (SqlFaults.isClosedForGood(e)) {
                        closedForGood = true;
                    }
                    if (!SqlFaults.isConflict(e)) {
                        throw SqlFaults.isUnavailable(e) ? unavailable(e) : e;
                    }
                    if (attempt == TRIES) {
                        throw new ConflictException("given up after " + TRIES + " conflicts: " + e.getMessage(), e);
                    }
                    LOG.debug("conflict at try {}: {}", attempt, e.getMessage());
                    backoff.pause(attempt);
                }
            }
        } finally {
            open.remove();
        }
    }

    private <T> T once(Function<Tx, T> work) {
        try (StatelessSession session = factory.openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            try {
                T answer = work.apply(new Tx(session, clock, kind));
                transaction.commit();
                return answer;
            } catch (RuntimeException | Error e) {
                rollBack(transaction, e);
                throw e;
            }
        }
    }

    private static void rollBack(Transaction transaction, Throwable cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private RuntimeException unavailable(RuntimeException cause) {
        if (SqlFaults.isOutOfSpace(cause)) {
            return DatabaseUnavailableException.outOfSpace(place, cause);
        }
        if (cause instanceof DatabaseUnavailableException) {
            return cause;
        }
        Throwable deepest = cause;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return new DatabaseUnavailableException("the database cannot be reached: " + deepest.getMessage(), cause);
    }
}
