package org.manyhands.db.result;

/** The states of a result. */
public enum ResultState {
    /** Waits for a host. */
    UNSENT,
    /** On a host. */
    IN_PROGRESS,
    /** Came back; not judged yet. */
    RETURNED,
    /** Agrees with the canonical result. */
    VALID,
    /** Does not. */
    INVALID,
    /** The host could not run it, or its report did not add up. */
    ERRORED,
    /** Its deadline passed. It may still come back. */
    TIMED_OUT,
    /** Its batch was cancelled. */
    CANCELLED,
    /** The work unit was decided without it: neither valid nor invalid. */
    NOT_NEEDED
}
