package org.manyhands.server.research;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.Requests;
import org.manyhands.server.account.SignedIn;
import org.manyhands.server.http.MostBytes;

/** Application versions. */
@Path("/api/v1/applications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApplicationResource {
    private static final int MOST_LISTED = 1_000;

    private final Database database;
    private final Callers callers;
    private final CreateAppVersion createAppVersion;

    public ApplicationResource(Database database, Callers callers, CreateAppVersion createAppVersion) {
        this.database = database;
        this.callers = callers;
        this.createAppVersion = createAppVersion;
    }

    @POST
    @SignedIn
    public Response create(@Context HttpHeaders headers, NewAppVersion request) {
        Account caller = callers.require(headers);
        CreateAppVersion.Created created = createAppVersion.create(caller, request);
        AppVersionView view = database.inTransaction(tx -> view(tx, created.version()));
        return Response.status(created.fresh() ? 201 : 200).entity(view).build();
    }

    @GET
    public List<AppVersionView> list(@Context HttpHeaders headers) {
        Account caller = callers.require(headers);
        @Nullable AccountId owner = caller.administrator() ? null : caller.id();
        return database.inTransaction(tx -> database.applications().list(tx, owner, MOST_LISTED).stream()
                .map(row -> view(tx, row))
                .toList());
    }

    /** Another channel for a version; its owner and administrators only. Hosts are offered it so within seconds. */
    @POST
    @Path("{id}/channel")
    @SignedIn
    @MostBytes(MostBytes.SMALL)
    public AppVersionView move(@Context HttpHeaders headers, @PathParam("id") String id, NewAppVersion.Move request) {
        Account caller = callers.require(headers);
        AppVersionId versionId = Requests.identifier(id, AppVersionId::of);
        Channel channel = CreateAppVersion.channel(request.channel() == null ? "" : request.channel());
        return database.inTransaction(tx -> {
            boolean may = database.applications()
                    .version(tx, versionId)
                    .filter(row -> caller.administrator() || row.owner().equals(caller.id()))
                    .isPresent();
            if (!may) {
                throw new RefusedException(
                        ErrorCode.NOT_FOUND,
                        "there is no application version " + versionId + " that '" + caller.name() + "' may move");
            }
            database.applications().move(tx, versionId, channel);
            return view(tx, database.applications().version(tx, versionId).orElseThrow());
        });
    }

    private AppVersionView view(Tx tx, AppVersionRow row) {
        return new AppVersionView(
                row.id(),
                row.application(),
                row.version(),
                database.accounts().byId(tx, row.owner()).map(Account::name).orElse(""),
                row.sourceSha256(),
                row.moduleSha256(),
                row.weightsVersion(),
                row.arguments(),
                row.files().stream().map(InputReference::path).toList(),
                row.verifier() == null ? null : row.verifier().sourceSha256(),
                row.channel().label());
    }
}
