package org.manyhands.db.transaction;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells faults of the database apart by code; only a full disk, for which databases have no code of their own, by the words of the system. */
public final class SqlFaults {
    /**
     * Conflicts: MySQL 1213 deadlock, 1205 lock time-out, 1020 record changed (MariaDB's snapshot isolation), 1062
     * duplicate; H2 40001 deadlock, 50200 lock time-out, 90131 concurrent update, 23505 duplicate. A duplicate is one because stores look before they insert: when it comes
     * up all the same, another transaction was first, and the next try sees its row.
     */
    private static final Set<Integer> CONFLICTS = Set.of(1213, 1205, 1020, 1062, 40_001, 50_200, 90_131, 23_505);

    /**
     * H2: 90067 connection broken, 90121 database closed, 90098 closed after a fault, 90007 object closed, 90135
     * exclusive mode, 90020 in use by another process; MySQL: 1040 too many connections, 1053 shutting down, 2002 to 2013 gone.
     */
    private static final Set<Integer> GONE =
            Set.of(90_067, 90_121, 90_098, 90_007, 90_135, 90_020, 1040, 1053, 2002, 2003, 2006, 2013);

    /** H2 closed itself after a fault that it could not bear, such as a full disk; only a new process opens it again. */
    private static final int CLOSED_FOR_GOOD = 90_098;

    private static final String DISK_FULL = "No space left on device";

    private SqlFaults() {}

    /** Another transaction was first: the same work may succeed when it is run again. */
    public static boolean isConflict(Throwable fault) {
        return any(
                fault,
                cause -> cause instanceof ConflictException
                        || (cause instanceof SQLException sql
                                && (CONFLICTS.contains(sql.getErrorCode()) || "40001".equals(sql.getSQLState()))));
    }

    /** The database cannot be reached. */
    public static boolean isUnavailable(Throwable fault) {
        return isOutOfSpace(fault)
                || any(
                        fault,
                        cause -> cause instanceof DatabaseUnavailableException
                                || cause instanceof SQLTransientConnectionException
                                || cause instanceof SQLNonTransientConnectionException
                                || (cause instanceof SQLException sql
                                        && (GONE.contains(sql.getErrorCode())
                                                || (sql.getSQLState() != null
                                                        && sql.getSQLState().startsWith("08")))));
    }

    /** The database could not write since its disk is full. The disk of the file store is told by {@code FileStore}. */
    public static boolean isOutOfSpace(Throwable fault) {
        return any(fault, cause -> cause instanceof SQLException && any(cause, SqlFaults::saysDiskFull));
    }

    /** The embedded database will not work again in this process. */
    public static boolean isClosedForGood(Throwable fault) {
        return isOutOfSpace(fault)
                || any(fault, cause -> cause instanceof SQLException sql && sql.getErrorCode() == CLOSED_FOR_GOOD);
    }

    private static boolean saysDiskFull(Throwable fault) {
        return fault.getMessage() != null && fault.getMessage().contains(DISK_FULL);
    }

    private static boolean any(@Nullable Throwable fault, Predicate<Throwable> test) {
        int depth = 0;
        for (Throwable cause = fault; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
