package org.manyhands.server.research;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.Requests;

/** Why a host gets what it gets, and why a work unit waits. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ExplainResource {
    private final Database database;
    private final Callers callers;
    private final BatchAccess access;
    private final ExplainHost explainHost;
    private final ExplainUnit explainUnit;

    public ExplainResource(Database database, Callers callers, ExplainHost explainHost, ExplainUnit explainUnit) {
        this.database = database;
        this.callers = callers;
        this.access = new BatchAccess(database);
        this.explainHost = explainHost;
        this.explainUnit = explainUnit;
    }

    /** Of batches that the caller may not see, nothing is told. */
    @GET
    @Path("hosts/{id}/explanation")
    public HostExplanation host(@Context HttpHeaders headers, @PathParam("id") String id) {
        Account caller = callers.require(headers);
        HostId hostId = Requests.identifier(id, HostId::of);
        return database.inTransaction(tx -> {
            Host host = database.hosts()
                    .byId(tx, hostId)
                    .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "there is no host " + hostId));
            return explainHost.explain(tx, host, caller);
        });
    }

    @GET
    @Path("work-units/{id}/explanation")
    public UnitExplanation workUnit(@Context HttpHeaders headers, @PathParam("id") String id) {
        Account caller = callers.require(headers);
        WorkUnitId unitId = Requests.identifier(id, WorkUnitId::of);
        return database.inTransaction(tx -> {
            BatchAccess.Seen seen = access.seen(tx, caller, unitId);
            return explainUnit.explain(tx, seen.batch(), seen.unit());
        });
    }
}
