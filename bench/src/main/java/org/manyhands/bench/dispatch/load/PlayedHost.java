package org.manyhands.bench.dispatch.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.CallSignature;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.json.Json;

/** One host: its key, its sequence number, the tasks it has, and from when on it may call again. Used by one thread at a time. */
final class PlayedHost implements Delayed {
    private final String projectId;
    private final int number;
    private final SigningKey key;
    private long id;
    private long nextSequence;
    private long callableNanos = System.nanoTime();
    private List<ReplyScan.Task> tasks = List.of();
    private @Nullable Call unanswered;
    private boolean asksForMore;

    PlayedHost(String projectId, int number, SigningKey key) {
        this.projectId = projectId;
        this.number = number;
        this.key = key;
    }

    /** A signed call: what stays the same however often it has to be sent. */
    record Call(String path, String headers, byte[] body) {}

    Call attach(String accountName) {
        byte[] body = Json.write(new AttachRequest(
                        Protocol.VERSION,
                        key.verifyingKey(),
                        "bench-" + number,
                        CallWriter.FACTS,
                        accountName,
                        null,
                        null))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return call(Protocol.ATTACH_PATH, "", 0, body);
    }

    void attached(AttachReply reply) {
        id = reply.hostId().value();
        nextSequence = reply.nextSequence();
    }

    /** The next call, which returns all tasks; the very same again as long as it was not answered. */
    Call call(CallWriter writer, boolean more) {
        Call next = unanswered;
        if (next == null) {
            asksForMore = more;
            String header = Protocol.HOST_HEADER + ": " + id + "\r\n";
            next = call(Protocol.SYNC_PATH, header, nextSequence, writer.body(tasks, more));
            unanswered = next;
        }
        return next;
    }

    /** Whether the call that is under way asks for work. */
    boolean asksForMore() {
        return asksForMore;
    }

    /** How many results the call that is under way returns. */
    int reported() {
        return tasks.size();
    }

    private Call call(String path, String headers, long sequence, byte[] body) {
        String signature = key.sign(CallSignature.message(projectId, path, sequence, Digests.sha256(body)));
        return new Call(
                path,
                headers + Protocol.SEQUENCE_HEADER + ": " + sequence + "\r\n" + Protocol.SIGNATURE_HEADER + ": "
                        + signature + "\r\n",
                body);
    }

    /** Takes an answer in: what was returned is forgotten, what the answer sends is held. */
    void answered(ReplyScan.Reply reply) {
        nextSequence++;
        unanswered = null;
        tasks = new ArrayList<>(reply.tasks());
    }

    int number() {
        return number;
    }

    long id() {
        return id;
    }

    /** True when it owes the project nothing. */
    boolean idle() {
        return tasks.isEmpty() && unanswered == null;
    }

    /** From so many seconds on it may call again. */
    void waitSeconds(int seconds) {
        callableNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** It may call now; of two that may, the one that waits longer is first. */
    void ready() {
        callableNanos = System.nanoTime();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(callableNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    @SuppressWarnings("EqualsCompareTo") // Two hosts are never equal; their order is only whose turn it is.
    public int compareTo(Delayed other) {
        return Long.signum(callableNanos - ((PlayedHost) other).callableNanos);
    }
}
