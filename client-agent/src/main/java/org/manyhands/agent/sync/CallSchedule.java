package org.manyhands.agent.sync;

import java.time.Duration;
import java.time.Instant;
import org.manyhands.agent.http.Backoff;

/**
 * When to make the next call: at once at the start; then when the project said, or a gap after the last call when
 * there is news; after trouble not before the backoff is over. One thread at a time.
 */
final class CallSchedule {
    private final Pace pace;
    private final Backoff backoff;
    private Instant last = Instant.MIN;
    private Instant withNews = Instant.MIN;
    private Instant withoutNews = Instant.MIN;

    CallSchedule(Pace pace, Backoff backoff) {
        this.pace = pace;
        this.backoff = backoff;
    }

    /** A call was answered. */
    void succeeded(Instant now, int nextCallSeconds) {
        backoff.reset();
        Duration asked = Duration.ofSeconds(Math.max(0, nextCallSeconds));
        Duration wait = asked.compareTo(pace.longest()) > 0 ? pace.longest() : asked;
        last = now;
        withNews = now.plus(pace.gap());
        withoutNews = now.plus(wait.compareTo(pace.gap()) < 0 ? pace.gap() : wait);
    }

    /** A call failed; returns how long to wait. */
    Duration failed(Instant now, Duration retryAfter) {
        Duration wait = backoff.next();
        wait = wait.compareTo(retryAfter) < 0 ? retryAfter : wait;
        last = now;
        withNews = now.plus(wait);
        withoutNews = withNews;
        return wait;
    }

    /** True after a failure until the next success. */
    boolean inTrouble() {
        return backoff.inTrouble();
    }

    /** How long to wait from now; zero when the call is due. */
    Duration delay(Instant now, boolean news) {
        Instant due = news ? withNews : withoutNews;
        // A clock that was set back must not keep the host silent for as long.
        return now.isBefore(due) && !now.isBefore(last) ? Duration.between(now, due) : Duration.ZERO;
    }
}
