package org.manyhands.server.research;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.Requests;
import org.manyhands.server.file.StoredBytes;

/** Files of answers. */
@Path("/api/v1/batches/{id}/answer/{name: .+}")
public final class AnswerResource {
    /** A researcher's program wrote it: a browser that shows it runs nothing in it. */
    private static final String HARMLESS = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private final Database database;
    private final FileStore files;
    private final Callers callers;
    private final BatchAccess access;

    public AnswerResource(Database database, FileStore files, Callers callers) {
        this.database = database;
        this.files = files;
        this.callers = callers;
        this.access = new BatchAccess(database);
    }

    @GET
    public Response get(@Context HttpHeaders headers, @PathParam("id") String id, @PathParam("name") String name) {
        Account caller = callers.require(headers);
        BatchId batchId = Requests.identifier(id, BatchId::of);
        AnswerFile file = database.inTransaction(tx -> {
            Batch batch = access.seen(tx, caller, batchId);
            List<AnswerFile> answer = database.answers().files(tx, batchId);
            if (batch.completedMillis() == 0) {
                throw new RefusedException(
                        ErrorCode.WRONG_STATE,
                        "batch " + batchId + " is " + batch.state()
                                + " and has no answer yet; ask again when it is COMPLETE");
            }
            return answer.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            ErrorCode.NOT_FOUND,
                            "the answer of batch " + batchId + " has no file '" + name + "'; it has: "
                                    + String.join(
                                            ", ",
                                            answer.stream()
                                                    .map(AnswerFile::name)
                                                    .toList())));
        });
        return Response.ok(new StoredBytes(files.path(file.sha256()), 0, file.bytes()))
                .type(file.mediaType())
                .header(HttpHeaders.CONTENT_LENGTH, file.bytes())
                .header("Content-Security-Policy", HARMLESS)
                .build();
    }
}
