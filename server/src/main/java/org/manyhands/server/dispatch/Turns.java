package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.Quote;

/**
 * The order in which a host is offered lanes: the researcher whose turn it is, then the batch's priority, then that of the block, then what the host
 * has data of, then the older batch, then the size that suits it. Guarded by {@link ReadyWork}.
 */
final class Turns {
    private static final int MOST_HOSTS = 50_000;

    private final Supplier<Facts> facts;
    private final FairShare shares = new FairShare();
    private final Map<AccountId, List<Lane>> byOwner = new HashMap<>();
    /** Owners of ready work that is cut in sizes. */
    private final Set<AccountId> sized = new HashSet<>();

    private final Recent<HostId, Data> held = new Recent<>(MOST_HOSTS);
    private @Nullable Facts arranged;
    private boolean changed = true;

    Turns(Supplier<Facts> facts) {
        this.facts = facts;
    }

    /** A lane came or went. */
    void changed() {
        changed = true;
    }

    List<Lane> order(Collection<Lane> lanes, Asking asking, long nowMillis) {
        arrange(lanes);
        Data data = held.get(asking.host().id()).orElse(null);
        List<Lane> order = new ArrayList<>(lanes.size());
        for (AccountId owner : shares.order(nowMillis)) {
            List<Lane> own = byOwner.getOrDefault(owner, List.of());
            boolean asTheyAre = own.size() < 2 || (data == null && !sized.contains(owner));
            order.addAll(asTheyAre ? own : suited(own, data, asking));
        }
        return order;
    }

    /** These go to a host, if the database lets them. */
    void take(HostId host, List<Pick> picks) {
        Map<AccountId, Long> fuel = new HashMap<>();
        picks.forEach(pick -> fuel.merge(pick.batch().owner(), fuel(pick), Long::sum));
        fuel.forEach(shares::charge);
        if (!picks.isEmpty()) {
            Pick last = picks.get(picks.size() - 1);
            held.put(host, new Data(last.batch().id(), last.batch().appVersionId()));
        }
    }

    /** This one did not. */
    void giveBack(Pick pick) {
        shares.refund(pick.batch().owner(), fuel(pick));
    }

    private void arrange(Collection<Lane> lanes) {
        Facts now = facts.get();
        boolean same = now.equals(arranged);
        arranged = now;
        if (same && !changed) {
            return;
        }
        changed = false;
        byOwner.clear();
        sized.clear();
        Map<AccountId, Long> funded = new HashMap<>();
        Set<BatchId> counted = new TreeSet<>();
        for (Lane lane : lanes) {
            AccountId owner = lane.offer().batch().owner();
            byOwner.computeIfAbsent(owner, id -> new ArrayList<>()).add(lane);
            if (lane.offer().batch().sized()) {
                sized.add(owner);
            }
            boolean first = counted.add(lane.key().batch());
            funded.merge(owner, first ? weight(now, lane.offer()) : 0, Long::sum);
        }
        byOwner.values().forEach(own -> own.sort(urgency(now).thenComparing(Lane::key)));
        shares.present(funded);
    }

    /** What was funded for the work that is expected: a high limit of fuel binds more credit, and most of that comes back. */
    private static long weight(Facts now, Offer offer) {
        long funded = now.terms(offer).fundedMicrocredits();
        Quote quote = offer.batch().quote();
        return quote == null ? funded : Math.min(funded, quote.expectedMicrocredits());
    }

    private static Comparator<Lane> urgency(Facts now) {
        return Comparator.comparingInt((Lane lane) -> now.terms(lane.offer()).priority())
                .thenComparingInt(lane -> lane.key().priority());
    }

    /** First what the host has data of, and of a batch that is cut in sizes what suits its speed. */
    private List<Lane> suited(List<Lane> own, @Nullable Data data, Asking asking) {
        Map<BatchId, Integer> classes = new HashMap<>();
        own.stream()
                .filter(lane -> lane.offer().batch().sized())
                .forEach(lane ->
                        classes.computeIfAbsent(lane.key().batch(), batch -> SizeRule.own(asking, lane.offer())));
        List<Lane> sorted = new ArrayList<>(own);
        sorted.sort(urgency(facts.get())
                .thenComparingInt(lane -> data == null ? 0 : data.distance(lane))
                .thenComparingInt(lane -> lane.key().priority())
                .thenComparingLong(lane -> lane.key().batch().value())
                .thenComparingInt(lane -> SizeClasses.rank(
                        classes.getOrDefault(lane.key().batch(), 0), lane.key().sizeClass())));
        return sorted;
    }

    private static long fuel(Pick pick) {
        long expected = pick.expectedFuel();
        UnitLimits limits = pick.batch().limits();
        return Math.max(
                1,
                expected > 0 || limits == null
                        ? expected
                        : limits.fuel() * pick.unit().pieces());
    }

    /** What a host worked on last: it has the files of that. */
    private record Data(BatchId batch, AppVersionId version) {
        int distance(Lane lane) {
            if (lane.key().batch().equals(batch)) {
                return 0;
            }
            return lane.offer().batch().appVersionId().equals(version) ? 1 : 2;
        }
    }
}
