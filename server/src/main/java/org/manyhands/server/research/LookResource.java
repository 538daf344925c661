package org.manyhands.server.research;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.HostStore;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.HostView;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.Requests;

/** Work units, hosts, and the project at a glance. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class LookResource {
    private static final int LISTED = 50;
    private static final int MOST_LISTED = 200;

    private final Database database;
    private final Callers callers;
    private final BatchAccess access;
    private final WorkUnitViews workUnitViews;
    private final HostViews hostViews;
    private final ProjectStatus status;

    public LookResource(
            Database database,
            Callers callers,
            WorkUnitViews workUnitViews,
            HostViews hostViews,
            ProjectStatus status) {
        this.database = database;
        this.callers = callers;
        this.access = new BatchAccess(database);
        this.workUnitViews = workUnitViews;
        this.hostViews = hostViews;
        this.status = status;
    }

    @GET
    @Path("work-units/{id}")
    public WorkUnitView workUnit(@Context HttpHeaders headers, @PathParam("id") String id) {
        Account caller = callers.require(headers);
        WorkUnitId unitId = Requests.identifier(id, WorkUnitId::of);
        return database.inTransaction(tx -> {
            BatchAccess.Seen seen = access.seen(tx, caller, unitId);
            return workUnitViews.views(tx, seen.batch(), List.of(seen.unit())).get(0);
        });
    }

    @GET
    @Path("hosts")
    public List<HostView> hosts(
            @QueryParam("after") @Nullable String after,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        if (offset != null) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'offset' is '" + offset
                            + "'; hosts are listed without it: give the number of the last host seen as 'after'");
        }
        HostId seen = new HostId(Requests.number("after", after, HostStore.NEWEST.value(), 1, Long.MAX_VALUE));
        int most = (int) Requests.number("limit", limit, LISTED, 1, MOST_LISTED);
        return database.inTransaction(tx -> database.hosts().list(tx, seen, most).stream()
                .map(host -> hostViews.listed(tx, host))
                .toList());
    }

    @GET
    @Path("hosts/{id}")
    public HostView host(@Context HttpHeaders headers, @PathParam("id") String id) {
        HostId hostId = Requests.identifier(id, HostId::of);
        Account caller = callers.find(headers).orElse(null);
        return database.inTransaction(tx -> host(tx, hostId, caller));
    }

    private HostView host(Tx tx, HostId id, @Nullable Account caller) {
        return database.hosts()
                .byId(tx, id)
                .map(host -> hostViews.viewWithTrust(tx, host, caller))
                .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "there is no host " + id));
    }

    @GET
    @Path("status")
    public StatusView status() {
        return status.now();
    }
}
