package org.manyhands.sandbox.slot;

/** What a frame between a slot process and its parent says. The order is part of {@link Hello#PROTOCOL}. */
enum FrameType {
    /** Child: I am ready. */
    HELLO,
    /** Parent: check this module. */
    INSPECT,
    /** Child: the report of a check. */
    REPORT,
    /** Parent: check and rewrite this module. */
    INSTRUMENT,
    /** Child: the rewritten module is written. */
    INSTRUMENTED,
    /** Parent: run this. */
    RUN,
    /** Child: fuel so far; also the sign that it lives. */
    PROGRESS,
    /** Child: the program wrote to standard output. */
    STDOUT,
    /** Child: the program wrote to standard error. */
    STDERR,
    /** Child: the run has ended. */
    OUTCOME,
    /** Child: the module breaks rules. */
    REFUSED,
    /** Child: the command could not be carried out. */
    FAILED,
    /** Parent: stop the run. */
    CANCEL,
    /** Parent: hold the run. */
    PAUSE,
    /** Parent: let the run go on. */
    RESUME
}
