package org.manyhands.bench.dispatch.load;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What one player has seen. Its own thread writes, the one that answers commands reads: each method holds the lock for a moment. */
final class Tally {
    private final LongList latencyMicros = new LongList();
    private final LongList dispatched = new LongList();
    private final LongList accepted = new LongList();
    private long calls;
    private long emptyCalls;
    private long refusedReports;
    private long busyAnswers;
    private long brokenCalls;
    private long droppedHosts;
    private @Nullable String firstTrouble;

    synchronized void answered(long micros, boolean asked, long host, ReplyScan.Reply reply, int reported) {
        calls++;
        latencyMicros.add(micros);
        if (asked && reply.tasks().isEmpty()) {
            emptyCalls++;
        }
        for (ReplyScan.Task task : reply.tasks()) {
            dispatched.add(task.result());
            dispatched.add(task.unit());
            dispatched.add(host);
        }
        int taken = 0;
        for (ReplyScan.Acknowledged acknowledged : reply.acknowledged()) {
            if (acknowledged.accepted()) {
                accepted.add(acknowledged.result());
                taken++;
            }
        }
        if (taken < reported) {
            refusedReports += reported - taken;
        }
    }

    synchronized void busy() {
        busyAnswers++;
    }

    synchronized void broken() {
        brokenCalls++;
    }

    synchronized void dropped(String trouble) {
        droppedHosts++;
        firstTrouble = firstTrouble == null ? trouble : firstTrouble;
    }

    /** All of it so far, and latencies since the last time. */
    synchronized Sums sums() {
        Sums sums = new Sums(
                calls,
                emptyCalls,
                dispatched.size() / Journal.FIELDS,
                accepted.size(),
                refusedReports,
                busyAnswers,
                brokenCalls,
                droppedHosts,
                firstTrouble,
                latencyMicros.toArray());
        latencyMicros.clear();
        return sums;
    }

    synchronized long[] dispatched() {
        return dispatched.toArray();
    }

    synchronized long[] accepted() {
        return accepted.toArray();
    }

    /** A snapshot; sums of two are those of both players. */
    record Sums(
            long calls,
            long emptyCalls,
            long dispatched,
            long accepted,
            long refusedReports,
            long busyAnswers,
            long brokenCalls,
            long droppedHosts,
            @Nullable String firstTrouble,
            long[] latencyMicros) {
        Sums plus(Sums other) {
            return new Sums(
                    calls + other.calls,
                    emptyCalls + other.emptyCalls,
                    dispatched + other.dispatched,
                    accepted + other.accepted,
                    refusedReports + other.refusedReports,
                    busyAnswers + other.busyAnswers,
                    brokenCalls + other.brokenCalls,
                    droppedHosts + other.droppedHosts,
                    firstTrouble == null ? other.firstTrouble : firstTrouble,
                    LongStream.concat(LongStream.of(latencyMicros), LongStream.of(other.latencyMicros))
                            .toArray());
        }
    }
}
