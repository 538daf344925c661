package org.manyhands.db.host;

import org.manyhands.db.schedule.Presence;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/**
 * One computer of one account.
 *
 * @param sequence of its last sync that was carried out
 * @param presence when it computes, as was learned from its calls
 */
public record Host(
        HostId id,
        AccountId accountId,
        String name,
        String publicKey,
        HostFacts facts,
        String agentVersion,
        long sequence,
        long attachedMillis,
        long lastContactMillis,
        Presence presence) {}
