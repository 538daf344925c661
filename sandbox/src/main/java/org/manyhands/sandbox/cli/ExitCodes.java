package org.manyhands.sandbox.cli;

import org.manyhands.sandbox.Outcome;

/** How {@code manyhands run} ends. A program's own exit code may look like one of these; the summary is what counts. */
final class ExitCodes {
    static final int EXCEEDED = 124;
    /** Wrong use, or this machine could not run it. */
    static final int MISUSE = 125;

    static final int REFUSED = 126;
    static final int CANCELLED = 130;
    static final int TRAPPED = 134;

    private static final int MASK = 0xff;

    private ExitCodes() {}

    static int of(Outcome outcome) {
        if (outcome instanceof Outcome.Finished finished) {
            return finished.exitCode() & MASK;
        }
        if (outcome instanceof Outcome.Trapped) {
            return TRAPPED;
        }
        if (outcome instanceof Outcome.Exceeded) {
            return EXCEEDED;
        }
        return outcome instanceof Outcome.Cancelled ? CANCELLED : MISUSE;
    }
}
