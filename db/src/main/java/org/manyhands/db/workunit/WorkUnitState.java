package org.manyhands.db.workunit;

/** The states of a work unit. */
public enum WorkUnitState {
    /** No canonical result yet. */
    OPEN,
    /** A canonical result is chosen. */
    VALIDATED,
    /** Its part of the answer is stored. */
    ASSIMILATED,
    /** Given up, with a reason. */
    FAILED,
    /** Its batch was cancelled. */
    CANCELLED,
    /** It stands in its batch's archive file, and its row goes. */
    ARCHIVED
}
