package org.manyhands.db.batch;

/** The states of a batch. */
public enum BatchState {
    /** Described, not yet quoted. */
    DRAFT,
    /** Its cost is known. */
    QUOTED,
    /** Its maximum cost is in escrow. */
    FUNDED,
    /** Work units are cut and handed out. */
    RUNNING,
    /** No new work units and no new dispatch. */
    PAUSED,
    /** The answer is there; credit may still be held. */
    COMPLETE,
    /** Every pending transfer is posted or voided and the rest of the escrow went back. */
    SETTLED,
    /** Its work units and results stand in its archive file, and their rows go. */
    ARCHIVED,
    /** Stopped for good by its owner or an administrator. */
    CANCELLED
}
