package org.manyhands.server.dispatch;

import java.util.Map;
import java.util.Set;
import org.manyhands.db.dispatch.BatchTerms;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;

/**
 * What rules know of the database, as it was a moment ago. Never changed.
 *
 * @param excluded hosts that get no work of an application
 * @param terms of batches with ready results
 */
public record Facts(Map<ApplicationId, Set<HostId>> excluded, Map<BatchId, BatchTerms> terms) {
    /** Nothing was read yet. */
    public static final Facts NONE = new Facts(Map.of(), Map.of());

    public Facts {
        excluded = Map.copyOf(excluded);
        terms = Map.copyOf(terms);
    }

    /** The terms of a batch: those that were read last. */
    BatchTerms terms(Offer offer) {
        return terms.getOrDefault(offer.batch().id(), offer.terms());
    }

    /** Whether a host's word counts for nothing with this application. */
    boolean excludes(HostId host, ApplicationId application) {
        return excluded.getOrDefault(application, Set.of()).contains(host);
    }
}
