package org.manyhands.server.dispatch;

import java.util.Map;
import org.manyhands.db.host.Host;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AppVersionId;

/**
 * A host that asks for work.
 *
 * @param wanted what it asked for
 * @param allowances of application versions of which it may not have as many as it likes
 * @param most most results to give it now: what it asked for, less what is resent, within what one host may hold
 * @param fuel what it was given in this call already needs, as far as is known
 * @param deadlineMillis when the server would give up waiting for what it gives now
 */
public record Asking(
        Host host,
        WorkRequest wanted,
        Map<AppVersionId, Allowance> allowances,
        int most,
        long fuel,
        long deadlineMillis) {
    public Asking {
        allowances = Map.copyOf(allowances);
    }

    /** The same host, asking with room for so much. */
    public Asking now(int most, Map<AppVersionId, Allowance> allowances) {
        return new Asking(host, wanted, allowances, most, 0, deadlineMillis);
    }

    /** The same host, with room for so much, and given work for so much fuel already. */
    Asking with(int most, long fuel) {
        return new Asking(host, wanted, allowances, most, fuel, deadlineMillis);
    }
}
