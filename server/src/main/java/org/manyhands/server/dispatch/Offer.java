package org.manyhands.server.dispatch;

import java.util.Set;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.dispatch.BatchTerms;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.ApplicationId;

/**
 * A batch whose results wait, with what rules ask of its application.
 *
 * @param batch as it was when it was read first; what may change of it while it runs is in the {@link Facts}
 * @param application whose version runs
 * @param applicationName for people
 * @param version its label
 * @param researcher name of the batch's owner
 * @param terms as they were when the batch was read first; the {@link Facts} know newer ones
 * @param targetAccounts whose hosts get it, besides those that are named; empty where no account is named
 */
public record Offer(
        Batch batch,
        ApplicationId application,
        String applicationName,
        String version,
        String researcher,
        BatchTerms terms,
        Set<AccountId> targetAccounts) {
    public Offer {
        targetAccounts = Set.copyOf(targetAccounts);
    }
}
