package org.manyhands.server.dispatch;

import java.util.Collection;
import org.manyhands.db.Database;
import org.manyhands.protocol.id.BatchId;

/** Reads the {@link Facts} anew from time to time, so that no call has to. Thread-safe. */
public final class FactsKeeper {
    private final Database database;
    private final Endings endings = new Endings();
    private volatile Facts facts = Facts.NONE;

    public FactsKeeper(Database database) {
        this.database = database;
    }

    /** As they were read last. */
    public Facts now() {
        return facts;
    }

    /** How batches come to their ends, as far as it was looked at. */
    public Endings endings() {
        return endings;
    }

    /**
     * Reads them, and looks how some of the batches come to their ends.
     *
     * @param batches that have ready results
     */
    public void refresh(Collection<BatchId> batches) {
        facts = database.inTransaction(tx -> {
            endings.look(database, tx, batches);
            return new Facts(
                    database.trust().excluded(tx), database.dispatchBlocks().terms(tx, batches));
        });
    }
}
