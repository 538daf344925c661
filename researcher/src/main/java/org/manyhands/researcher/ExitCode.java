package org.manyhands.researcher;

/** Exit codes of all commands. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** Tried, and failed. */
    public static final int FAILURE = 1;
    /** Called in a way that makes no sense. */
    public static final int MISUSE = 2;
    /** {@code watch}: the batch waits for its owner (paused, not funded), or was cancelled. */
    public static final int STOPPED = 3;

    private ExitCode() {}
}
