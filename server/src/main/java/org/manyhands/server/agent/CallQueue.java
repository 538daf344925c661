package org.manyhands.server.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.manyhands.protocol.id.HostId;

/**
 * Calls that wait to be carried out, bounded. A group holds at most one call of each host, and none of a host that has one in a
 * group that is not done. Thread-safe.
 */
final class CallQueue {
    private final int most;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Set<HostId> busy = new HashSet<>();
    private boolean closed;

    /** @param most how many may wait */
    CallQueue(int most) {
        this.most = most;
    }

    /** False when it is full or closed: the call was not taken. */
    synchronized boolean offer(Waiting call) {
        if (closed || waiting.size() >= most) {
            return false;
        }
        waiting.add(call);
        notifyAll();
        return true;
    }

    /** Waits for a call, and takes it with those that wait beside it; empty when the queue is closed and nothing waits. */
    synchronized List<Waiting> take(int mostTogether) throws InterruptedException {
        while (true) {
            List<Waiting> group = new ArrayList<>();
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext() && group.size() < mostTogether; ) {
                Waiting next = each.next();
                if (busy.add(next.call().host())) {
                    group.add(next);
                    each.remove();
                }
            }
            if (!group.isEmpty() || (closed && waiting.isEmpty())) {
                return group;
            }
            wait();
        }
    }

    /** The group was carried out: other calls of its hosts may go. */
    synchronized void done(List<Waiting> group) {
        group.forEach(call -> busy.remove(call.call().host()));
        notifyAll();
    }

    synchronized int size() {
        return waiting.size();
    }

    /** No more are taken; those that wait are carried out. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** A call and whoever waits for it. */
    record Waiting(SyncCall call, CompletableFuture<SyncAnswer> answer) {}
}
