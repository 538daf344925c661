package org.manyhands.server.dispatch;

import java.util.Map;
import java.util.Set;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;

/**
 * What rules know of the database, as it was a moment ago. Never changed.
 *
 * @param excluded hosts that get no work of an application
 */
public record Facts(Map<ApplicationId, Set<HostId>> excluded) {
    /** Nothing was read yet. */
    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        excluded = Map.copyOf(excluded);
    }

    /** Whether a host's word counts for nothing with this application. */
    boolean excludes(HostId host, ApplicationId application) {
        return excluded.getOrDefault(application, Set.of()).contains(host);
    }
}
