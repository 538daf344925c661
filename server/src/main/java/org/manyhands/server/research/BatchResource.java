package org.manyhands.server.research;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Priority;
import org.manyhands.protocol.research.Retry;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.Requests;
import org.manyhands.server.account.SignedIn;
import org.manyhands.server.http.MostBytes;

/** Batches: described, funded, steered, looked at. */
@Path("/api/v1/batches")
@Produces(MediaType.APPLICATION_JSON)
public final class BatchResource {
    private static final int LISTED = 50;
    private static final int MOST_LISTED = 500;
    private static final int FARTHEST_BATCH = 10_000;

    private final Database database;
    private final Callers callers;
    private final BatchAccess access;
    private final CreateBatch createBatch;
    private final SteerBatch steerBatch;
    private final RetryFailed retryFailed;
    private final BatchViews batchViews;
    private final WorkUnitViews workUnitViews;

    public BatchResource(
            Database database,
            Callers callers,
            CreateBatch createBatch,
            SteerBatch steerBatch,
            BatchViews batchViews,
            WorkUnitViews workUnitViews) {
        this.database = database;
        this.callers = callers;
        this.access = new BatchAccess(database);
        this.createBatch = createBatch;
        this.steerBatch = steerBatch;
        this.retryFailed = new RetryFailed(database);
        this.batchViews = batchViews;
        this.workUnitViews = workUnitViews;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    public Response create(@Context HttpHeaders headers, BatchSpec spec) {
        Account caller = callers.require(headers);
        Batch batch = createBatch.create(caller, spec);
        BatchView view = database.inTransaction(tx -> batchViews.view(tx, batch));
        return Response.status(201).entity(view).build();
    }

    @GET
    public List<BatchView> list(
            @Context HttpHeaders headers,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Account caller = callers.require(headers);
        int skipped = (int) Requests.number("offset", offset, 0, 0, FARTHEST_BATCH);
        int most = (int) Requests.number("limit", limit, LISTED, 1, MOST_LISTED);
        return database.inTransaction(tx -> {
            List<Batch> batches =
                    database.batches().list(tx, caller.administrator() ? null : caller.id(), skipped + most);
            return batches.stream()
                    .skip(skipped)
                    .map(batch -> batchViews.view(tx, batch))
                    .toList();
        });
    }

    @GET
    @Path("{id}")
    public BatchView show(@Context HttpHeaders headers, @PathParam("id") String id) {
        Account caller = callers.require(headers);
        BatchId batch = Requests.identifier(id, BatchId::of);
        return database.inTransaction(tx -> batchViews.view(tx, access.seen(tx, caller, batch)));
    }

    @POST
    @Path("{id}/{step: fund|pause|resume|cancel}")
    public BatchView steer(@Context HttpHeaders headers, @PathParam("id") String id, @PathParam("step") String step) {
        Account caller = callers.require(headers);
        BatchId batch = Requests.identifier(id, BatchId::of);
        return database.inTransaction(
                tx -> batchViews.view(tx, steer(tx, access.steered(tx, caller, batch), caller, step)));
    }

    private Batch steer(Tx tx, Batch batch, Account caller, String step) {
        return switch (step) {
            case "fund" -> steerBatch.fund(tx, batch);
            case "pause" -> steerBatch.pause(tx, batch, caller);
            case "resume" -> steerBatch.resume(tx, batch);
            case "cancel" -> steerBatch.cancel(tx, batch, caller);
            default -> throw new IllegalArgumentException(step);
        };
    }

    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @MostBytes(MostBytes.SMALL)
    public BatchView retry(@Context HttpHeaders headers, @PathParam("id") String id, Retry retry) {
        Account caller = callers.require(headers);
        BatchId batch = Requests.identifier(id, BatchId::of);
        return database.inTransaction(
                tx -> batchViews.view(tx, retryFailed.retry(tx, access.steered(tx, caller, batch), retry)));
    }

    /** Which of the owner's batches go first; hosts are offered it so within seconds. */
    @POST
    @Path("{id}/priority")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @MostBytes(MostBytes.SMALL)
    public BatchView prioritize(@Context HttpHeaders headers, @PathParam("id") String id, Priority request) {
        Account caller = callers.require(headers);
        BatchId batchId = Requests.identifier(id, BatchId::of);
        if (request.priority() < 0 || request.priority() > Priority.LAST) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'priority' is " + request.priority() + "; expected 0 (first) to " + Priority.LAST + " (last)");
        }
        return database.inTransaction(tx -> {
            Batch batch = access.steered(tx, caller, batchId);
            database.batches().prioritize(tx, batch.id(), request.priority());
            return batchViews.view(tx, batch);
        });
    }

    @GET
    @Path("{id}/units")
    public List<WorkUnitView> units(
            @Context HttpHeaders headers,
            @PathParam("id") String id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("offset") @Nullable String offset,
            @QueryParam("limit") @Nullable String limit) {
        Account caller = callers.require(headers);
        BatchId batchId = Requests.identifier(id, BatchId::of);
        WorkUnitState wanted = state == null || state.isBlank() ? null : state(state);
        long skipped = Requests.number("offset", offset, 0, 0, UnitCutter.MOST_UNITS);
        int most = (int) Requests.number("limit", limit, LISTED, 1, MOST_LISTED);
        return database.inTransaction(tx -> {
            Batch batch = access.seen(tx, caller, batchId);
            return workUnitViews.views(tx, batch, database.workUnits().ofBatch(tx, batchId, wanted, skipped, most));
        });
    }

    private static WorkUnitState state(String text) {
        try {
            return WorkUnitState.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'state' is '" + text + "'; expected one of " + Arrays.toString(WorkUnitState.values()));
        }
    }
}
