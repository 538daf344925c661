package org.manyhands.db.batch;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Lists;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Quote;

/** A row of {@code batch}; description, quote and limits as JSON. */
@Entity
@Table(name = "batch")
class BatchEntity {
    @Id
    long id;

    long ownerId;
    long appVersionId;
    String name = "";
    String spec = "";
    String state = "";
    String reason = "";
    long totalUnits;
    long unitCursor;
    int quorum;
    int maxErrorResults;
    int maxTotalResults;
    int maxSuccessResults;
    long price;

    @Nullable
    String quote;

    @Nullable
    String limits;

    boolean visibleToAll;
    String headline = "";
    long version;
    long createdAt;
    long fundedAt;
    long completedAt;

    void carryOut(BatchEffect effect) {
        if (effect instanceof BatchEffect.KeepQuote kept) {
            quote = Json.write(kept.quote());
            limits = Json.write(kept.limits());
        } else if (effect instanceof BatchEffect.NoteFunded funded) {
            fundedAt = funded.millis();
        } else if (effect instanceof BatchEffect.KeepLimits kept) {
            keep(kept.limits());
        } else if (effect instanceof BatchEffect.NoteEnd end) {
            completedAt = end.millis();
        } else if (effect instanceof BatchEffect.ForgetEnd) {
            completedAt = 0;
        } else if (effect instanceof BatchEffect.ShowReason shown) {
            reason = Lists.clip(shown.reason(), 4_000);
        } else if (effect instanceof BatchEffect.ShowHeadline shown) {
            headline = Lists.clip(shown.headline(), 1_000);
        }
    }

    void keep(CopyLimits copies) {
        quorum = copies.minQuorum();
        maxErrorResults = copies.maxErrorResults();
        maxTotalResults = copies.maxTotalResults();
        maxSuccessResults = copies.maxSuccessResults();
    }

    Batch toBatch() {
        return new Batch(
                new BatchId(id),
                new AccountId(ownerId),
                new AppVersionId(appVersionId),
                name,
                Json.readOwn(spec, BatchSpec.class),
                BatchState.valueOf(state),
                reason,
                totalUnits,
                unitCursor,
                new CopyLimits(quorum, maxErrorResults, maxTotalResults, maxSuccessResults),
                price,
                quote == null ? null : Json.readOwn(quote, Quote.class),
                limits == null ? null : Json.readOwn(limits, UnitLimits.class),
                visibleToAll,
                headline,
                version,
                createdAt,
                fundedAt,
                completedAt);
    }
}
