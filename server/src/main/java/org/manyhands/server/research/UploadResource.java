package org.manyhands.server.research;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.server.account.Callers;
import org.manyhands.server.account.Requests;
import org.manyhands.server.http.MostBytes;

/** Uploads of researchers. */
@Path("/api/v1/files")
@Produces(MediaType.APPLICATION_JSON)
public final class UploadResource {
    /** SHA-256 of the body, said before it is sent. */
    static final String DIGEST_HEADER = "Manyhands-Digest";

    private final Database database;
    private final FileStore files;
    private final Callers callers;
    private final ProjectConfig.Policy policy;

    public UploadResource(Database database, FileStore files, Callers callers, ProjectConfig.Policy policy) {
        this.database = database;
        this.files = files;
        this.callers = callers;
        this.policy = policy;
    }

    /**
     * Whether the caller has uploaded the file: asked before an upload, so that nothing is sent twice. What others have
     * uploaded is not told.
     */
    @GET
    @Path("{sha256}")
    public StoredFile held(@Context HttpHeaders headers, @PathParam("sha256") String sha256) {
        Account caller = callers.require(headers);
        Blob blob = database.inTransaction(tx -> SharedFiles.find(database, files, tx, sha256))
                .filter(found -> caller.administrator() || caller.id().equals(found.owner()))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_FOUND,
                        "account '" + caller.name() + "' has not uploaded the file " + sha256 + "; upload it"));
        return new StoredFile(blob.sha256(), blob.bytes());
    }

    @POST
    @MostBytes(MostBytes.STREAMED)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Response upload(
            @Context HttpHeaders headers,
            @HeaderParam(DIGEST_HEADER) @Nullable String sha256,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
            InputStream content)
            throws IOException {
        Account caller = callers.require(headers);
        if (sha256 == null || !Digests.isSha256(sha256)) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "the header " + DIGEST_HEADER + (sha256 == null ? " is missing" : " is '" + sha256 + "'")
                            + "; expected the SHA-256 of the body, 64 lower-case hexadecimal digits");
        }
        if (database.inTransaction(tx -> SharedFiles.find(database, files, tx, sha256))
                .isPresent()) {
            return Response.ok(new StoredFile(sha256, store(content, sha256).bytes()))
                    .build();
        }
        requireRoom(caller, Requests.number(HttpHeaders.CONTENT_LENGTH, length, 0, 0, Long.MAX_VALUE));
        FileStore.Stored stored = store(content, sha256);
        database.inTransaction(tx -> {
            // What a host sent before counts from now on, since it becomes this account's.
            boolean counts =
                    database.blobs().byDigest(tx, sha256).map(Blob::hostUpload).orElse(true);
            database.blobs().add(tx, sha256, stored.bytes(), caller.id(), false);
            if (counts && !database.accounts().addStoredBytes(tx, caller.id(), stored.bytes(), policy.quotaBytes())) {
                throw quotaExceeded(caller, stored.bytes());
            }
            return counts;
        });
        return Response.status(201)
                .entity(new StoredFile(sha256, stored.bytes()))
                .build();
    }

    /** Refuses what is known to be too much before its bytes are taken. */
    private void requireRoom(Account caller, long bytes) {
        if (bytes > policy.largestFileBytes()) {
            throw new RefusedException(
                    ErrorCode.TOO_LARGE,
                    "the file has " + bytes + " bytes, and the largest that this project takes has "
                            + policy.largestFileBytes() + "; cut it into several");
        }
        if (bytes > policy.quotaBytes() - caller.storedBytes()) {
            throw quotaExceeded(caller, bytes);
        }
    }

    private FileStore.Stored store(InputStream content, String sha256) throws IOException {
        return files.put(content, sha256, policy.largestFileBytes());
    }

    private RefusedException quotaExceeded(Account caller, long bytes) {
        return new RefusedException(
                ErrorCode.QUOTA_EXCEEDED,
                "the file has " + bytes + " bytes, and account '" + caller.name() + "' stores " + caller.storedBytes()
                        + " of the " + policy.quotaBytes()
                        + " that it may; ask the project's administrator for more, or"
                        + " wait until files that no batch names are cleaned away");
    }
}
