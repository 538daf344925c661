package org.manyhands.agent.sync;

import java.time.Duration;
import org.manyhands.agent.http.Backoff;

/**
 * How soon the project's sequence number may be adopted. A call refused for its number before any call was answered
 * comes from a restored copy of the directory, most likely; later ones mean that somebody else calls with this
 * identity, and two who did so at once would overtake each other with every call. One thread at a time.
 */
final class Adoptions {
    /** After as many answered calls in a row nobody else calls any more. */
    static final int CALM = 20;

    private final Backoff backoff;
    private boolean inStep;
    private int answeredInARow;

    /** @param backoff waits of those that adopt again and again */
    Adoptions(Backoff backoff) {
        this.backoff = backoff;
    }

    /** A call was answered. */
    void answered() {
        inStep = true;
        answeredInARow++;
        if (answeredInARow == CALM) {
            backoff.reset();
        }
    }

    /** A number is adopted; returns how long to wait before it is used, zero for one that nobody need hear of. */
    Duration next() {
        boolean unremarkable = !inStep;
        inStep = true;
        answeredInARow = 0;
        return unremarkable ? Duration.ZERO : backoff.next();
    }
}
