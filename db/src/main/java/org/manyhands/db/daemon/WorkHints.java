package org.manyhands.db.daemon;

import java.util.List;
import org.manyhands.db.transaction.Tx;

/**
 * Says that work waits, so that a daemon need not look for it in large tables to know. A hint may be missing, or lead to nothing:
 * the table of states is the truth, and daemons look there by a timer too.
 */
public final class WorkHints {
    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(WorkHintEntity.class);
    }

    /**
     * Says that there is work of that kind, as soon as the transaction commits. To be called last in a transaction, once for all that it
     * changed: those who give the same hint wait for each other from here to their commit, and so hold nothing up.
     */
    public void give(Tx tx, WorkKind kind) {
        int known = tx.session()
                .createMutationQuery("update WorkHintEntity h set h.given = h.given + 1 where h.kind = :kind")
                .setParameter("kind", kind.name())
                .executeUpdate();
        if (known == 0) {
            WorkHintEntity row = new WorkHintEntity();
            row.kind = kind.name();
            row.given = 1;
            tx.session().insert(row);
        }
    }

    /** How often that hint was given; 0 when never. Reads one row by its key. */
    public long given(Tx tx, WorkKind kind) {
        return tx.session()
                .createSelectionQuery("select h.given from WorkHintEntity h where h.kind = :kind", Long.class)
                .setParameter("kind", kind.name())
                .uniqueResultOptional()
                .orElse(0L);
    }
}
