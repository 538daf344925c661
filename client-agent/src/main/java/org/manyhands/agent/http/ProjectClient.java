package org.manyhands.agent.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.CallSignature;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/** A project's server as the agent sees it. Thread-safe. No call is repeated here. */
public final class ProjectClient implements AutoCloseable {
    private final URI base;
    private final HttpCalls calls = new HttpCalls();

    /** A client of the project at this address. */
    public ProjectClient(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    /** Who the project says it is; not yet to be believed. */
    public ProjectInfo project() throws IOException, InterruptedException, CallRefusedException {
        ProjectInfo info = read(calls.text(HttpRequest.newBuilder(uri(Protocol.PROJECT_PATH))), ProjectInfo.class);
        return complete(info, info.projectId(), info.name(), info.rootKey(), info.certificates());
    }

    /** Makes the host known; may be repeated with the same key. */
    public AttachReply attach(String projectId, SigningKey key, AttachRequest request)
            throws IOException, InterruptedException, CallRefusedException {
        byte[] body = Json.write(request).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder builder = signed(Protocol.ATTACH_PATH, projectId, key, 0, Digests.sha256(body));
        AttachReply reply = read(calls.text(json(builder, body)), AttachReply.class);
        return complete(reply, reply.hostId(), reply.accountId(), reply.accountName());
    }

    /** The regular call. Repeated with the same sequence number and body it answers the same. */
    public SyncReply sync(Credential credential, long sequence, String body)
            throws IOException, InterruptedException, CallRefusedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder builder = signed(credential, Protocol.SYNC_PATH, sequence, Digests.sha256(bytes));
        SyncReply reply = read(calls.text(json(builder, bytes)), SyncReply.class);
        return complete(
                reply,
                reply.acknowledged(),
                reply.cancel(),
                reply.assignments(),
                reply.appVersions(),
                reply.messages(),
                reply.shortfalls());
    }

    /** Sends one output's bytes; may be repeated. */
    public void upload(Credential credential, long sequence, String sha256, Path file)
            throws IOException, InterruptedException, CallRefusedException {
        HttpRequest.BodyPublisher bytes;
        try {
            bytes = HttpRequest.BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new IOException(file + " is gone", e);
        }
        calls.text(signed(credential, Protocol.UPLOAD_PATH + sha256, sequence, sha256)
                .header("Content-Type", "application/octet-stream")
                .PUT(bytes));
    }

    /**
     * Opens bytes of a stored file.
     *
     * @param offset first byte wanted
     * @param length how many; the stream may hold more than that and the caller stops
     * @param whole true when these are all bytes of the file, so that a cache on the way may serve them
     */
    public InputStream open(String sha256, long offset, long length, boolean whole)
            throws IOException, InterruptedException, CallRefusedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(Protocol.FILES_PATH + sha256));
        if (!whole) {
            request.header("Range", "bytes=" + offset + "-" + (offset + length - 1));
        }
        HttpResponse<InputStream> response = calls.stream(request);
        InputStream body = calls.watched(response);
        if (response.statusCode() != 206) {
            // A server or cache on the way without Range sends all of it.
            try {
                body.skipNBytes(offset);
            } catch (IOException e) {
                body.close();
                throw e;
            }
        }
        return body;
    }

    /** Breaks off all calls; the threads that wait for them get an {@link IOException}. */
    @Override
    public void close() {
        calls.close();
    }

    private HttpRequest.Builder signed(Credential credential, String path, long sequence, String sha256) {
        return signed(path, credential.projectId(), credential.key(), sequence, sha256)
                .header(Protocol.HOST_HEADER, credential.hostId().toString());
    }

    private HttpRequest.Builder signed(String path, String projectId, SigningKey key, long sequence, String sha256) {
        return HttpRequest.newBuilder(uri(path))
                .header(Protocol.SEQUENCE_HEADER, Long.toString(sequence))
                .header(Protocol.SIGNATURE_HEADER, key.sign(CallSignature.message(projectId, path, sequence, sha256)));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder builder, byte[] body) {
        builder.header("Content-Type", "application/json");
        if (body.length <= HttpCalls.COMPRESSED_FROM_BYTES) {
            return builder.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        }
        return builder.header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(HttpCalls.compress(body)));
    }

    private URI uri(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    private <T> T read(byte[] answer, Class<T> type) throws IOException {
        try {
            return Json.read(answer, type);
        } catch (MalformedJsonException e) {
            throw new NotAProjectException(base, e);
        }
    }

    /** JSON of somebody else can be read as any of our messages, with nothing in it. */
    private <T> T complete(T answer, @Nullable Object... needed) throws NotAProjectException {
        for (Object part : needed) {
            if (part == null) {
                throw new NotAProjectException(base, null);
            }
        }
        return answer;
    }
}
