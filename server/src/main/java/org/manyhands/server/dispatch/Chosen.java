package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.protocol.agent.SyncReply.Shortfall;

/**
 * What was chosen for a host.
 *
 * @param enough true when the host got what it asked for
 * @param shortfalls why not, when it did not
 */
public record Chosen(List<Pick> picks, boolean enough, List<Shortfall> shortfalls) {
    public Chosen {
        picks = List.copyOf(picks);
        shortfalls = List.copyOf(shortfalls);
    }
}
