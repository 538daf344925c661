package org.manyhands.db.transaction;

/** A thing is asked to do what its state forbids. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final long id;
    private final String state;
    private final String event;

    /**
     * @param kind what it is, in words: {@code work unit}
     * @param id 0 when only the lifecycle was asked
     */
    public IllegalTransitionException(String kind, long id, Enum<?> state, String event) {
        super("the " + kind + (id == 0 ? "" : " " + id) + " is " + state + ": the event " + event
                + " cannot happen to it in that state");
        this.kind = kind;
        this.id = id;
        this.state = state.name();
        this.event = event;
    }

    /** What it is, in words. */
    public String kind() {
        return kind;
    }

    public long id() {
        return id;
    }

    public String state() {
        return state;
    }

    /** Simple name of the event's record. */
    public String event() {
        return event;
    }

    /** The same, with the id that the lifecycle did not know. */
    public IllegalTransitionException of(long knownId) {
        IllegalTransitionException named = new IllegalTransitionException(kind, knownId, state, event);
        named.initCause(this);
        return named;
    }

    private IllegalTransitionException(String kind, long id, String state, String event) {
        super("the " + kind + " " + id + " is " + state + ": the event " + event
                + " cannot happen to it in that state");
        this.kind = kind;
        this.id = id;
        this.state = state;
        this.event = event;
    }
}
