package org.manyhands.protocol.error;

/** Stable codes of everything that can be refused. Numbers are never used again for something else. */
public enum ErrorCode {
    /** The request's body or parameters do not have the form that is documented. */
    MALFORMED_REQUEST(1001, 400, Blame.CALLER),
    /** No token, or one that is not known. */
    NOT_SIGNED_IN(1002, 401, Blame.CALLER),
    /** The token's account may not do this. */
    NOT_ALLOWED(1003, 403, Blame.CALLER),
    /** The thing named does not exist, or not for this account. */
    NOT_FOUND(1004, 404, Blame.CALLER),
    /** The thing named is not in a state in which this can be done. */
    WRONG_STATE(1005, 409, Blame.CALLER),
    /** The name is taken. */
    NAME_TAKEN(1006, 409, Blame.CALLER),
    /** The body is larger than the limit that the detail names. */
    TOO_LARGE(1007, 413, Blame.CALLER),
    /** The account has used up its quota of bytes. */
    QUOTA_EXCEEDED(1008, 403, Blame.CALLER),
    /** The bytes do not have the digest that was said. */
    DIGEST_MISMATCH(1009, 422, Blame.CALLER),
    /** The batch's description cannot be carried out. */
    INVALID_BATCH(1010, 422, Blame.CALLER),
    /** The account has not enough credit. */
    INSUFFICIENT_FUNDS(1011, 402, Blame.CALLER),
    /** The module is not WebAssembly or breaks a rule of the deterministic profile. */
    MODULE_REFUSED(1012, 422, Blame.CALLER),
    /** A file is named that the project does not hold. */
    UNKNOWN_FILE(1013, 422, Blame.CALLER),
    /** Too many calls; wait as long as Retry-After says. */
    TOO_MANY_CALLS(1014, 429, Blame.CALLER),

    /** The host is not known here. */
    UNKNOWN_HOST(2001, 401, Blame.CALLER),
    /** The signature of the call does not verify with the host's key. */
    WRONG_SIGNATURE(2002, 401, Blame.CALLER),
    /** The call's sequence number is not the next one: replayed, reordered, or the agent's memory is older than ours. */
    OUT_OF_SEQUENCE(2003, 409, Blame.CALLER),
    /** The join key is missing, unknown or used up. */
    WRONG_JOIN_KEY(2004, 403, Blame.CALLER),
    /** The result is not this host's, or no longer in progress. */
    RESULT_NOT_IN_PROGRESS(2005, 409, Blame.CALLER),
    /** The report does not add up: digest, fuel or manifest contradict each other or the work unit's limits. */
    REPORT_REFUSED(2006, 422, Blame.CALLER),
    /** Versions do not fit together. */
    UNSUPPORTED_PROTOCOL(2007, 426, Blame.CALLER),

    /** Something failed here; nothing was changed; try again later. */
    INTERNAL(3001, 500, Blame.SERVER),
    /** The database or file store cannot be reached now; nothing was changed; try again later. */
    UNAVAILABLE(3002, 503, Blame.SERVER),
    /** The project's disk is full; nothing was changed. */
    OUT_OF_SPACE(3003, 507, Blame.SERVER),
    /** More calls wait than can be carried out soon; nothing was changed; come back when Retry-After says. */
    OVERLOADED(3004, 503, Blame.SERVER);

    /** Who can mend it. */
    public enum Blame {
        /** Whoever made the call. */
        CALLER,
        /** Whoever runs the server. */
        SERVER
    }

    private final int number;
    private final int status;
    private final Blame blame;

    ErrorCode(int number, int status, Blame blame) {
        this.number = number;
        this.status = status;
        this.blame = blame;
    }

    public int number() {
        return number;
    }

    /** The HTTP status it travels with. */
    public int status() {
        return status;
    }

    public Blame blame() {
        return blame;
    }
}
