package org.manyhands.server.file;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.file.Blob;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/**
 * {@code GET /files/{sha256}}: immutable bytes, whole or a range, that any cache on the way may keep. Whoever knows a
 * digest may have the bytes, save those that hosts sent: they are private.
 */
@Path("/files/{sha256}")
public final class FileResource {
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private final Database database;
    private final FileStore files;

    public FileResource(Database database, FileStore files) {
        this.database = database;
        this.files = files;
    }

    @GET
    public Response get(
            @PathParam("sha256") String sha256,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return answer(sha256, range, ifRange, known, true);
    }

    @HEAD
    public Response head(
            @PathParam("sha256") String sha256, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
        return answer(sha256, null, null, known, false);
    }

    private Response answer(
            String sha256, @Nullable String range, @Nullable String ifRange, @Nullable String known, boolean body) {
        Blob blob = require(sha256);
        String tag = '"' + sha256 + '"';
        if (known != null && (known.strip().equals("*") || known.contains(tag))) {
            return headers(Response.status(304), tag).build();
        }
        Optional<ByteRange> wanted;
        try {
            wanted = ByteRange.of(ifRange == null || ifRange.strip().equals(tag) ? range : null, blob.bytes());
        } catch (ByteRange.UnsatisfiableRangeException e) {
            return Response.status(416)
                    .header("Content-Range", "bytes */" + blob.bytes())
                    .build();
        }
        ByteRange sent = wanted.orElseGet(() -> new ByteRange(0, blob.bytes()));
        Response.ResponseBuilder response = headers(Response.status(wanted.isPresent() ? 206 : 200), tag)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_LENGTH, sent.length());
        wanted.ifPresent(part -> response.header("Content-Range", part.contentRange(blob.bytes())));
        if (body) {
            response.entity(new StoredBytes(files.path(sha256), sent.first(), sent.length()));
        }
        return response.build();
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, String tag) {
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, IMMUTABLE)
                .header("Accept-Ranges", "bytes");
    }

    private Blob require(String sha256) {
        java.nio.file.Path place = files.path(sha256);
        return database.inTransaction(tx -> database.blobs().byDigest(tx, sha256))
                .filter(blob -> !blob.hostUpload() && java.nio.file.Files.isRegularFile(place))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_FOUND, "the project holds no file " + sha256 + " that it may hand out"));
    }
}
