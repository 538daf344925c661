package org.manyhands.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.CallSignature;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncReply;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.crypto.Certificate;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.SignatureException;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.json.Json;

/** An agent that signs for real and runs nothing: tests say what it claims. */
public final class TestAgent {
    public static final HostFacts FACTS = new HostFacts("Linux 6.1", "amd64", 4, 8L << 30, "17.0.9");

    private final RunningServer server;
    private final SigningKey key = SigningKey.generate(new SecureRandom());
    private final ProjectInfo project;
    private @Nullable AttachReply attached;
    private long nextSequence = 1;
    private @Nullable String address;

    public TestAgent(RunningServer server) {
        this.server = server;
        this.project = server.get(Protocol.PROJECT_PATH, null).as(ProjectInfo.class);
    }

    /** An agent with a host of a new account. */
    public static TestAgent attached(RunningServer server, String account) {
        TestAgent agent = new TestAgent(server);
        agent.attach(agent.attachRequest(account, null)).as(AttachReply.class);
        return agent;
    }

    /** An agent with another host of the account that the token names. */
    public static TestAgent joined(RunningServer server, String token) {
        TestAgent agent = new TestAgent(server);
        agent.attach(agent.attachRequest(null, token)).as(AttachReply.class);
        return agent;
    }

    /** Calls through a proxy from now on, which says that it is called from there. */
    public TestAgent from(String proxied) {
        address = proxied;
        return this;
    }

    public AttachRequest attachRequest(@Nullable String account, @Nullable String token) {
        return new AttachRequest(Protocol.VERSION, key.verifyingKey(), "test host", FACTS, account, token, null);
    }

    public Answer attach(AttachRequest request) {
        return attach(request, key, 0);
    }

    public Answer attach(AttachRequest request, SigningKey signer, long sequence) {
        String body = Json.write(request);
        Answer answer = server.send(server.request(Protocol.ATTACH_PATH, null, "Content-Type", "application/json")
                .header(Protocol.SEQUENCE_HEADER, Long.toString(sequence))
                .header(Protocol.SIGNATURE_HEADER, sign(signer, Protocol.ATTACH_PATH, sequence, Digests.sha256(body)))
                .POST(BodyPublishers.ofString(body)));
        if (answer.status() == 200) {
            attached = answer.as(AttachReply.class);
            nextSequence = attached.nextSequence();
        }
        return answer;
    }

    public AttachReply attachment() {
        if (attached == null) {
            throw new IllegalStateException("not attached");
        }
        return attached;
    }

    public HostId host() {
        return attachment().hostId();
    }

    public SigningKey key() {
        return key;
    }

    public ProjectInfo project() {
        return project;
    }

    public long nextSequence() {
        return nextSequence;
    }

    /** Asks for work and says nothing else. */
    public SyncReply ask(int results) {
        return sync(request(List.of(), List.of(), wanted(results)));
    }

    public SyncReply report(ResultReport... reports) {
        return sync(request(List.of(reports), List.of(), WorkRequest.NONE));
    }

    public SyncReply hold(Holding... holdings) {
        return sync(request(List.of(), List.of(holdings), WorkRequest.NONE));
    }

    public static WorkRequest wanted(int results) {
        return new WorkRequest(results, 2, 0, 3_600, 1L << 30);
    }

    public static SyncRequest request(List<ResultReport> finished, List<Holding> holding, WorkRequest wanted) {
        return new SyncRequest(Protocol.VERSION, "test", FACTS, finished, holding, wanted);
    }

    /** A call that must succeed. */
    public SyncReply sync(SyncRequest request) {
        SyncReply reply = call(nextSequence, Json.write(request)).as(SyncReply.class);
        nextSequence++;
        return reply;
    }

    public Answer call(long sequence, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return call(host(), sequence, sign(key, Protocol.SYNC_PATH, sequence, Digests.sha256(bytes)), bytes, null);
    }

    public Answer compressed(long sequence, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String signature = sign(key, Protocol.SYNC_PATH, sequence, Digests.sha256(bytes));
        return call(host(), sequence, signature, gzip(bytes), "gzip");
    }

    public Answer call(HostId host, long sequence, String signature, byte[] body, @Nullable String encoding) {
        var request = server.request(Protocol.SYNC_PATH, null, "Content-Type", "application/json")
                .header(Protocol.HOST_HEADER, host.toString())
                .header(Protocol.SEQUENCE_HEADER, Long.toString(sequence))
                .header(Protocol.SIGNATURE_HEADER, signature)
                .POST(BodyPublishers.ofByteArray(body));
        if (address != null) {
            request.header("X-Forwarded-For", address);
        }
        return server.send(encoding == null ? request : request.header("Content-Encoding", encoding));
    }

    /** Uploads an output, saying that it has this digest. */
    public Answer upload(byte[] content, String sha256) {
        String path = Protocol.UPLOAD_PATH + sha256;
        return server.send(server.request(path, null, "Content-Type", "application/octet-stream")
                .header(Protocol.HOST_HEADER, host().toString())
                .header(Protocol.SEQUENCE_HEADER, Long.toString(nextSequence))
                .header(Protocol.SIGNATURE_HEADER, sign(key, path, nextSequence, sha256))
                .PUT(BodyPublishers.ofByteArray(content)));
    }

    public String sign(SigningKey signer, String path, long sequence, String bodySha256) {
        return signer.sign(CallSignature.message(project.projectId(), path, sequence, bodySha256));
    }

    /** The orders of an answer, believed only as an agent believes them. */
    public List<Assignment> assignments(SyncReply reply) {
        return reply.assignments().stream().map(this::open).toList();
    }

    private Assignment open(Signed envelope) {
        for (Signed certificate : project.certificates()) {
            try {
                VerifyingKey assignmentKey = Certificate.verify(
                        certificate,
                        project.rootKey(),
                        project.projectId(),
                        KeyPurpose.ASSIGNMENT,
                        server.clock().instant());
                return envelope.open(KeyPurpose.ASSIGNMENT, assignmentKey, Assignment.class);
            } catch (SignatureException e) {
                // The certificate of the other key; the last one not opening it fails below.
            }
        }
        throw new AssertionError("no certificate vouches for an assignment");
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
