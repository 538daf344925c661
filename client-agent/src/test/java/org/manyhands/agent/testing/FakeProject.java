package org.manyhands.agent.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.CallSignature;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.SyncRequest;
import org.manyhands.protocol.crypto.Certificate;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.json.Json;

/**
 * A project's server of one host that keeps to the protocol: it verifies every signature and sequence number, answers a
 * repeated call with the stored reply, sends lost work again. What it hands out and what goes wrong is told by the test.
 */
public final class FakeProject implements AutoCloseable {
    /** One sync as it came in, whether it was carried out, repeated or refused. */
    public record Call(long sequence, String body, SyncRequest request) {}

    /** What happens to a call. */
    public enum Mishap {
        /** Carried out, but the connection is cut instead of an answer. */
        ANSWER_LOST,
        /** Cut before anything was read. */
        CALL_LOST,
        /** 503 with Retry-After. */
        UNAVAILABLE
    }

    public final SigningKey root = SigningKey.generate(new SecureRandom());
    public final SigningKey applicationKey = SigningKey.generate(new SecureRandom());
    public volatile SigningKey assignmentKey = SigningKey.generate(new SecureRandom());
    public final String projectId = "p" + Digests.sha256(root.seed()).substring(0, 12);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final FakeFiles files = new FakeFiles();
    private final List<Call> calls = new ArrayList<>();
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private final Deque<Problem> refusals = new ArrayDeque<>();
    private final FakeDispatch dispatch = new FakeDispatch();
    private volatile CountDownLatch answers = new CountDownLatch(0);
    private volatile int nextCallSeconds = 3600;
    private volatile String joinKey = "";
    private volatile List<Signed> certificates;
    private VerifyingKey hostKey;
    private HostId hostId = new HostId(7);
    private long nextSequence = 1;
    private String storedReply = "";
    private String storedDigest = "";
    private int projectCalls;
    private int lostCalls;
    private final AtomicInteger compressedCalls = new AtomicInteger();

    public FakeProject() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        certificates = certificates(Instant.now().plusSeconds(86_400));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public HostId hostId() {
        return hostId;
    }

    /** The certificates that the root gives for the present keys. */
    public List<Signed> certificates(Instant notAfter) {
        long from = Instant.now().minusSeconds(3600).toEpochMilli();
        return List.of(
                Signed.sign(
                        KeyPurpose.ROOT,
                        new Certificate(
                                projectId,
                                KeyPurpose.APPLICATION,
                                applicationKey.verifyingKey(),
                                from,
                                notAfter.toEpochMilli()),
                        root),
                Signed.sign(
                        KeyPurpose.ROOT,
                        new Certificate(
                                projectId,
                                KeyPurpose.ASSIGNMENT,
                                assignmentKey.verifyingKey(),
                                from,
                                notAfter.toEpochMilli()),
                        root));
    }

    /** From now on assignments are signed by a new key, which the root certifies. */
    public synchronized void rotateAssignmentKey() {
        assignmentKey = SigningKey.generate(new SecureRandom());
        certificates = certificates(Instant.now().plusSeconds(86_400));
    }

    public void showCertificates(List<Signed> shown) {
        certificates = shown;
    }

    public void requireJoinKey(String key) {
        joinKey = key;
    }

    public void callAgainIn(int seconds) {
        nextCallSeconds = seconds;
    }

    /** What is downloaded from here and uploaded to here. */
    public FakeFiles files() {
        return files;
    }

    /** Work for the next calls that ask for some. */
    public synchronized void offer(FakeWork.Unit... units) {
        dispatch.offer(List.of(units));
    }

    public synchronized void cancel(ResultId id) {
        dispatch.cancel(id);
    }

    public synchronized void message(String text) {
        dispatch.message(text);
    }

    public synchronized void mishap(Mishap mishap) {
        mishaps.add(mishap);
    }

    /** From now on no sync is answered before {@link #letAnswersGo}. */
    public void holdAnswers() {
        answers = new CountDownLatch(1);
    }

    public void letAnswersGo() {
        answers.countDown();
    }

    public synchronized void noMoreMishaps() {
        mishaps.clear();
    }

    public int compressedCalls() {
        return compressedCalls.get();
    }

    /** Refuses the next sync. */
    public synchronized void refuse(Problem problem) {
        refusals.add(problem);
    }

    /** Forgets the last calls or remembers more than there were, as after somebody's restored backup. */
    public synchronized void expectSequence(long sequence) {
        nextSequence = sequence;
        storedDigest = "";
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    public synchronized Map<ResultId, ResultReport> reports() {
        return dispatch.reports();
    }

    public synchronized int projectCalls() {
        return projectCalls;
    }

    /** Waits for the report of a result. */
    public ResultReport awaitReport(ResultId id) {
        await("a report of result " + id, project -> project.reports().containsKey(id));
        return reports().get(id);
    }

    /** Waits for a sync that looks like this, counting those before, too. */
    public Call awaitCall(String what, Predicate<Call> test) {
        await(what, project -> project.calls.stream().anyMatch(test));
        return calls().stream().filter(test).findFirst().orElseThrow();
    }

    public void awaitCalls(int count) {
        await(count + " calls", project -> project.calls.size() >= count);
    }

    public void awaitLostCalls(int count) {
        await(count + " lost calls", project -> project.lostCalls >= count);
    }

    private synchronized void await(String what, Predicate<FakeProject> test) {
        long end = System.nanoTime() + 30_000_000_000L;
        try {
            while (!test.test(this)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what + "; calls so far: " + calls);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for " + what, e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(Protocol.PROJECT_PATH)) {
                synchronized (this) {
                    projectCalls++;
                }
                FakeHttp.answer(exchange, 200, Json.write(info()));
            } else if (path.equals(Protocol.ATTACH_PATH)) {
                attach(exchange);
            } else if (path.equals(Protocol.SYNC_PATH)) {
                sync(exchange);
            } else if (path.startsWith(Protocol.UPLOAD_PATH)) {
                upload(exchange, path.substring(Protocol.UPLOAD_PATH.length()));
            } else if (path.startsWith(Protocol.FILES_PATH)) {
                files.serve(exchange, path.substring(Protocol.FILES_PATH.length()));
            } else {
                FakeHttp.refuse(exchange, Problem.of(ErrorCode.NOT_FOUND, path + " is not here"));
            }
        }
    }

    private ProjectInfo info() {
        return new ProjectInfo(projectId, "Test Project", root.verifyingKey(), certificates, Protocol.VERSION, "test");
    }

    private void attach(HttpExchange exchange) throws IOException {
        byte[] body = body(exchange);
        AttachRequest request = Json.readOwn(new String(body, StandardCharsets.UTF_8), AttachRequest.class);
        if (!signed(exchange, request.hostKey(), Protocol.ATTACH_PATH, 0, Digests.sha256(body))) {
            FakeHttp.refuse(exchange, Problem.of(ErrorCode.WRONG_SIGNATURE, "the signature is wrong"));
            return;
        }
        if (!joinKey.isEmpty() && !joinKey.equals(request.joinKey())) {
            FakeHttp.refuse(
                    exchange,
                    Problem.of(
                            ErrorCode.WRONG_JOIN_KEY,
                            "join key '" + request.joinKey() + "' is not known; ask the project for one"));
            return;
        }
        boolean known;
        long sequence;
        synchronized (this) {
            known = request.hostKey().equals(hostKey);
            hostKey = request.hostKey();
            sequence = nextSequence;
        }
        String name = request.accountName() == null ? "joined" : request.accountName();
        boolean fresh = !known && request.accountToken() == null;
        FakeHttp.answer(
                exchange,
                200,
                Json.write(new AttachReply(
                        hostId, new AccountId(3), name, fresh ? "token-of-" + name : null, sequence, info())));
    }

    private void sync(HttpExchange exchange) throws IOException {
        Mishap mishap;
        synchronized (this) {
            mishap = mishaps.poll();
        }
        if (mishap == Mishap.CALL_LOST) {
            synchronized (this) {
                lostCalls++;
                notifyAll();
            }
            return;
        }
        byte[] body = body(exchange);
        long sequence = Long.parseLong(exchange.getRequestHeaders().getFirst(Protocol.SEQUENCE_HEADER));
        String digest = Digests.sha256(body);
        if (!hostId.toString().equals(exchange.getRequestHeaders().getFirst(Protocol.HOST_HEADER))) {
            FakeHttp.refuse(exchange, Problem.of(ErrorCode.UNKNOWN_HOST, "this host is not known here"));
            return;
        }
        if (!signed(exchange, hostKey, Protocol.SYNC_PATH, sequence, digest)) {
            FakeHttp.refuse(exchange, Problem.of(ErrorCode.WRONG_SIGNATURE, "the signature is wrong"));
            return;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        Problem problem = null;
        String reply = "";
        synchronized (this) {
            SyncRequest request = Json.readOwn(text, SyncRequest.class);
            calls.add(new Call(sequence, text, request));
            Problem planned = refusals.poll();
            if (planned != null) {
                problem = planned;
            } else if (mishap == Mishap.UNAVAILABLE) {
                problem = Problem.of(ErrorCode.UNAVAILABLE, "the database is away");
            } else if (sequence == nextSequence - 1 && digest.equals(storedDigest)) {
                reply = storedReply;
            } else if (sequence != nextSequence) {
                problem = Problem.of(
                        ErrorCode.OUT_OF_SEQUENCE,
                        "call " + sequence + " came and " + nextSequence + " was expected",
                        nextSequence);
            } else {
                reply = Json.write(dispatch.carryOut(request, nextCallSeconds));
                storedReply = reply;
                storedDigest = digest;
                nextSequence++;
            }
            notifyAll();
        }
        try {
            answers.await();
        } catch (InterruptedException e) {
            return;
        }
        if (problem != null) {
            FakeHttp.refuse(exchange, problem);
        } else if (mishap != Mishap.ANSWER_LOST) {
            FakeHttp.answer(exchange, 200, reply);
        }
    }

    private void upload(HttpExchange exchange, String sha256) throws IOException {
        long sequence = Long.parseLong(exchange.getRequestHeaders().getFirst(Protocol.SEQUENCE_HEADER));
        if (!signed(exchange, hostKey, Protocol.UPLOAD_PATH + sha256, sequence, sha256)) {
            FakeHttp.refuse(exchange, Problem.of(ErrorCode.WRONG_SIGNATURE, "the signature is wrong"));
        } else {
            files.take(exchange, sha256, sequence, body(exchange));
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        if (FakeHttp.isCompressed(exchange)) {
            compressedCalls.incrementAndGet();
        }
        return FakeHttp.body(exchange);
    }

    private boolean signed(HttpExchange exchange, VerifyingKey key, String path, long sequence, String sha256) {
        String signature = exchange.getRequestHeaders().getFirst(Protocol.SIGNATURE_HEADER);
        return key != null && key.verifies(CallSignature.message(projectId, path, sequence, sha256), signature);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
