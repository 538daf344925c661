package org.manyhands.db.dispatch;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.manyhands.protocol.id.BatchId;

/** A row of {@code dispatch_block}. */
@Entity
@Table(name = "dispatch_block")
class DispatchBlockEntity {
    @Id
    long id;

    long batchId;
    /** All its work units cover at most 2 to the power of this pieces of the input. */
    int sizeClass;
    /** Smaller goes first. */
    int priority;
    /** The server that holds it, empty while it is free. */
    String server = "";

    long leaseUntil;
    /** The smallest identifier of its results. */
    long firstResult;
    /** The largest. */
    long lastResult;
    /** How many results it was made with. */
    int results;

    long createdAt;
    /** 0, or for hosts that return within so many seconds. */
    long fastSeconds;

    DispatchBlock toBlock() {
        return new DispatchBlock(id, new BatchId(batchId), priority, firstResult, lastResult, fastSeconds, createdAt);
    }
}
