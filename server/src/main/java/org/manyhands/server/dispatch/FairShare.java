package org.manyhands.server.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.id.AccountId;

/**
 * Whose turn it is: researchers share the fuel that this server dispatches in proportion to their weights (docs/matching.md). Weighted fair queueing
 * (Demers, Keshav and Shenker 1989): each has a time that moves by fuel over weight with each result of theirs that goes out, the earliest is
 * next, and a common clock moves by fuel over the weights of all who have work ready. Guarded by {@link ReadyWork}.
 */
final class FairShare {
    /** How far anybody's time may be from the clock: as far as the clock went in this time. */
    static final long BOUND_MILLIS = 60_000;

    /** Nobody weighs less than this part of the heaviest, so that nobody is starved. */
    private static final double LEAST_PART = 0.01;

    private static final long TICK_MILLIS = 1_000;
    private static final int MOST_KNOWN = 10_000;

    private final Map<AccountId, Line> lines = new HashMap<>();
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private List<AccountId> present = List.of();
    private double clock;
    private double weights = 1;
    private long tickedMillis = Long.MIN_VALUE;

    /**
     * Who has ready results now, with how much they funded.
     *
     * @param funded credit for the batches whose results are ready, as far as those are expected to cost it
     */
    void present(Map<AccountId, Long> funded) {
        double heaviest =
                funded.values().stream().mapToLong(Long::longValue).max().orElse(0);
        present = List.copyOf(funded.keySet());
        weights = 0;
        for (Map.Entry<AccountId, Long> one : funded.entrySet()) {
            Line line = lines.computeIfAbsent(one.getKey(), owner -> new Line(clock));
            line.weight = Math.max(1, Math.max(one.getValue(), LEAST_PART * heaviest));
            weights += line.weight;
        }
        weights = Math.max(1, weights);
        if (lines.size() > MOST_KNOWN) {
            lines.keySet().retainAll(funded.keySet());
        }
    }

    /** Those with ready results, whose turn it is first. */
    List<AccountId> order(long nowMillis) {
        tick(nowMillis);
        List<AccountId> order = new ArrayList<>(present);
        order.sort(Comparator.comparingDouble((AccountId owner) -> line(owner).time)
                .thenComparingLong(AccountId::value));
        return order;
    }

    /** A researcher's results went out. */
    void charge(AccountId owner, long fuel) {
        Line line = line(owner);
        line.time += fuel / line.weight;
        line.largest = Math.max(line.largest, fuel);
        clock += fuel / weights;
    }

    /** They did not go after all. */
    void refund(AccountId owner, long fuel) {
        Line line = line(owner);
        line.time -= fuel / line.weight;
        clock -= fuel / weights;
    }

    /** Keeps all times near the clock: who had nothing to do saves up little, and who had all to himself owes little. */
    private void tick(long nowMillis) {
        if (tickedMillis != Long.MIN_VALUE && nowMillis - tickedMillis < TICK_MILLIS) {
            return;
        }
        tickedMillis = nowMillis;
        while (marks.size() > 1 && marks.getFirst().atMillis() <= nowMillis - BOUND_MILLIS) {
            marks.removeFirst();
        }
        marks.addLast(new Mark(nowMillis, clock));
        double went = Math.max(0, clock - marks.getFirst().clock());
        for (Line line : lines.values()) {
            double bound = Math.max(went, 2 * line.largest / line.weight);
            line.time = Math.max(clock - bound, Math.min(clock + bound, line.time));
        }
    }

    private Line line(AccountId owner) {
        return lines.computeIfAbsent(owner, id -> new Line(clock));
    }

    /** Where the clock stood. */
    private record Mark(long atMillis, double clock) {}

    /** One researcher. */
    private static final class Line {
        private double time;
        private double weight = 1;
        private long largest;

        /** Whoever is new begins with the others. */
        Line(double time) {
            this.time = time;
        }
    }
}
