package org.manyhands.server.dispatch;

import org.manyhands.db.host.Host;
import org.manyhands.protocol.agent.WorkRequest;

/**
 * A host that asks for work.
 *
 * @param wanted what it asked for
 * @param most most results to give it now: what it asked for, less what is resent, within what one host may hold
 * @param fuel what it was given in this call already needs, as far as is known
 * @param deadlineMillis when the server would give up waiting for what it gives now
 */
public record Asking(Host host, WorkRequest wanted, int most, long fuel, long deadlineMillis) {
    /** The same host, with room for so much. */
    public Asking now(int most) {
        return with(most, 0);
    }

    /** The same host, with room for so much, and given work for so much fuel already. */
    Asking with(int most, long fuel) {
        return new Asking(host, wanted, most, fuel, deadlineMillis);
    }
}
