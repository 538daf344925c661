package org.manyhands.bench.dispatch.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Makes the calls of whichever host's turn it is, one at a time, on connections of its own. For one thread. */
final class Player implements Closeable {
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final long AFTER_A_BREAK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST_WAIT_SECONDS = 60;

    private final List<URI> servers;
    private final CallWriter writer;
    private final Tally tally;
    private final Map<Integer, KeptConnection> connections = new HashMap<>();

    Player(List<URI> servers, CallWriter writer, Tally tally) {
        this.servers = servers;
        this.writer = writer;
        this.tally = tally;
    }

    /** How a host's turn ended. */
    enum Turn {
        /** It may call again. */
        GOES_ON,
        /** It got an answer that it can do nothing with. */
        DROPPED
    }

    /** Makes the next call of a host; a call that gets no answer is sent again, to another server if there is one. */
    Turn sync(PlayedHost host, boolean more) {
        PlayedHost.Call call = host.call(writer, more);
        int reported = host.reported();
        long begun = System.nanoTime();
        KeptConnection.Answer answer = send(call, host.number());
        if (answer.status() == OK) {
            long micros = (System.nanoTime() - begun) / 1_000;
            ReplyScan.Reply reply = ReplyScan.read(answer.body());
            tally.answered(micros, host.asksForMore(), host.id(), reply, reported);
            if (host.asksForMore() && reply.tasks().isEmpty()) {
                host.waitSeconds(Math.min(MOST_WAIT_SECONDS, reply.nextCallSeconds()));
            } else {
                host.ready();
            }
            host.answered(reply);
            return Turn.GOES_ON;
        }
        if (answer.status() == UNAVAILABLE || answer.status() == TOO_MANY) {
            tally.busy();
            host.waitSeconds(Math.min(MOST_WAIT_SECONDS, Math.max(1, answer.retryAfterSeconds())));
            return Turn.GOES_ON;
        }
        tally.dropped("host " + host.id() + " got status " + answer.status() + ": "
                + new String(answer.body(), StandardCharsets.UTF_8));
        return Turn.DROPPED;
    }

    /** Sends until there is an answer. */
    KeptConnection.Answer send(PlayedHost.Call call, int preferred) {
        int server = Math.floorMod(preferred, servers.size());
        while (true) {
            try {
                @Nullable KeptConnection kept = connections.get(server);
                if (kept == null) {
                    kept = new KeptConnection(servers.get(server));
                    connections.put(server, kept);
                }
                return kept.post(call.path(), call.headers(), call.body());
            } catch (IOException e) {
                tally.broken();
                forget(server);
                server = (server + 1) % servers.size();
                LockSupport.parkNanos(AFTER_A_BREAK_NANOS);
            }
        }
    }

    private void forget(int server) {
        @Nullable KeptConnection broken = connections.remove(server);
        if (broken != null) {
            close(broken);
        }
    }

    private static void close(KeptConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // It is broken already, and nothing more is written to it.
        }
    }

    @Override
    public void close() {
        connections.values().forEach(Player::close);
        connections.clear();
    }
}
