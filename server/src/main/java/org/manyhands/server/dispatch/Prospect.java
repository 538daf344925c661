package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.protocol.agent.SyncReply.Shortfall;

/**
 * What a host would get of the ready results of one batch and priority, if it asked now.
 *
 * @param priority lower is handed out earlier
 * @param ready how many results wait
 * @param results how many of them it would get
 * @param later it may have some of them, but others come first and are as much as it asked for
 * @param reasons why not more, in the words that hosts are told; empty when nothing keeps them from it
 */
public record Prospect(Offer offer, int priority, int ready, int results, boolean later, List<Shortfall> reasons) {
    public Prospect {
        reasons = List.copyOf(reasons);
    }
}
