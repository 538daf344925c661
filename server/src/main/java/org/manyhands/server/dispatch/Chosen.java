package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.protocol.agent.SyncReply.Shortfall;

/**
 * What was chosen for a host.
 *
 * @param enough true when the host got what it asked for
 * @param wantsMore true when it did not, and further blocks may hold something for it
 * @param shortfalls why not, when it did not
 */
public record Chosen(List<Pick> picks, boolean enough, boolean wantsMore, List<Shortfall> shortfalls) {
    public Chosen {
        picks = List.copyOf(picks);
        shortfalls = List.copyOf(shortfalls);
    }
}
