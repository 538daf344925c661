package org.manyhands.db.daemon;

/** The kinds of work that daemons wait for. */
public enum WorkKind {
    /** A batch may be cut further. */
    GENERATE,
    /** Results ended and are not judged. */
    VALIDATE,
    /** Work units are validated. */
    ASSIMILATE
}
