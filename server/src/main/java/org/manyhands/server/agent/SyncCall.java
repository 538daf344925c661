package org.manyhands.server.agent;

import org.manyhands.db.result.Origin;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.server.dispatch.Seeker;

/**
 * A sync whose signature and form are checked already.
 *
 * @param account whose host it is
 * @param sequence its number
 * @param bodySha256 what was signed
 * @param facts what the host says it is, as it can be stored
 * @param agentVersion as it can be stored
 * @param origin where the host stands among others
 */
record SyncCall(
        HostId host,
        AccountId account,
        long sequence,
        String bodySha256,
        SyncRequest request,
        HostFacts facts,
        String agentVersion,
        Origin origin) {
    Seeker seeker() {
        return new Seeker(account, origin);
    }
}
