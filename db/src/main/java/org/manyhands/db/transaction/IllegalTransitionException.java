package org.manyhands.db.transaction;

/** A thing is asked to do what its state forbids. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final long id;
    private final long parentId;
    private final String state;
    private final String event;

    /**
     * What a lifecycle says, which knows no ids.
     *
     * @param kind what it is, in words: {@code work unit}
     */
    public IllegalTransitionException(String kind, Enum<?> state, String event) {
        this("the " + kind, kind, 0, 0, state.name(), event);
    }

    private IllegalTransitionException(String words, String kind, long id, long parentId, String state, String event) {
        super(words + " is " + state + ": the event " + event + " cannot happen to it in that state");
        this.kind = kind;
        this.id = id;
        this.parentId = parentId;
        this.state = state;
        this.event = event;
    }

    /** What it is, in words. */
    public String kind() {
        return kind;
    }

    /** 0 when only the lifecycle was asked. */
    public long id() {
        return id;
    }

    /** Of what it is a part of: a result's work unit, a work unit's batch, a batch's account; 0 when only the lifecycle was asked. */
    public long parentId() {
        return parentId;
    }

    public String state() {
        return state;
    }

    /** Simple name of the event's record. */
    public String event() {
        return event;
    }

    /**
     * The same, with the ids that the lifecycle did not know.
     *
     * @param parentKind of what it is a part of, in words: {@code batch}
     */
    public IllegalTransitionException of(long knownId, String parentKind, long knownParentId) {
        IllegalTransitionException named = new IllegalTransitionException(
                "the " + kind + " " + knownId + " of " + parentKind + " " + knownParentId,
                kind,
                knownId,
                knownParentId,
                state,
                event);
        named.initCause(this);
        return named;
    }
}
