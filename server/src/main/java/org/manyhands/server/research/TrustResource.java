package org.manyhands.server.research;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.manyhands.db.Database;
import org.manyhands.db.config.TrustPolicy;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.trust.HostLives;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.research.TrustView;
import org.manyhands.server.account.Callers;

/** What the project assumes of its hosts, and what can be measured of it, for administrators. */
@Path("/api/v1/trust")
@Produces(MediaType.APPLICATION_JSON)
public final class TrustResource {
    /** A host that was not heard of for so long has left. */
    private static final Duration GONE = Duration.ofDays(30);

    private final Database database;
    private final Callers callers;
    private final TrustPolicy policy;

    public TrustResource(Database database, Callers callers, TrustPolicy policy) {
        this.database = database;
        this.callers = callers;
        this.policy = policy;
    }

    @GET
    public TrustView trust(@Context HttpHeaders headers) {
        callers.requireAdministrator(headers);
        return database.inTransaction(tx -> new TrustView(
                policy.colludingShare(),
                policy.faultRate(),
                policy.resultsPerHost(),
                policy.goldenShare(),
                database.trust().lives(tx, tx.nowMillis() - GONE.toMillis()).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> measured(tx, each.getKey(), each.getValue()))
                        .toList()));
    }

    private TrustView.Measured measured(Tx tx, ApplicationId application, HostLives lives) {
        return new TrustView.Measured(
                database.applications().name(tx, application).orElse(""),
                lives.hosts(),
                lives.ofGone().size(),
                lives.medianOfGone(),
                Math.round(lives.mean().orElse(0)));
    }
}
