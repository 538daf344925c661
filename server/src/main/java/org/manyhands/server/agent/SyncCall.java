package org.manyhands.server.agent;

import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/**
 * A sync whose signature and form are checked already.
 *
 * @param account whose host it is
 * @param sequence its number
 * @param bodySha256 what was signed
 * @param facts what the host says it is, as it can be stored
 * @param agentVersion as it can be stored
 */
record SyncCall(
        HostId host,
        AccountId account,
        long sequence,
        String bodySha256,
        SyncRequest request,
        HostFacts facts,
        String agentVersion) {}
