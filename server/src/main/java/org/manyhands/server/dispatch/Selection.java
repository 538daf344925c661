package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;

/** One call's way through the lanes. Guarded by {@link ReadyWork}. */
final class Selection {
    /** Most work units that one call looks at; the next call goes on from there. */
    static final int MOST_LOOKED_AT = 2_000;

    private final List<MatchingRule> rules;
    private final long nowMillis;
    private final boolean trying;
    private final List<Pick> picks = new ArrayList<>();
    private final Map<MatchingRule, KeptBack> keptBack = new LinkedHashMap<>();
    private final Map<AppVersionId, Integer> taken = new HashMap<>();
    private final Set<Closed.By> passed = EnumSet.noneOf(Closed.By.class);
    private Asking asking;
    private long fuel;
    private long admitted;
    private long unfit;
    private int looked;

    /** Whether a lane with something that fits was looked through: the rest of that is others'. */
    private boolean through;

    /** How many results of the lane that is looked at may still go. */
    private int allowed;

    /** What ended the way through the lane that is looked at before it was at its end. */
    private @Nullable MatchingRule stop;

    /** @param trying takes nothing, and tells what it would take */
    Selection(Asking asking, List<MatchingRule> rules, long nowMillis, boolean trying) {
        this.asking = asking;
        this.rules = rules;
        this.nowMillis = nowMillis;
        this.trying = trying;
        this.fuel = asking.fuel();
    }

    /** True when it has as many results as may go, or they last as long as was asked for. */
    boolean isEnough() {
        WorkRequest wanted = asking.wanted();
        return picks.size() >= asking.most()
                || (fuel > 0
                        && wanted.fuelPerSecond() > 0
                        && wanted.seconds() > 0
                        && fuel / wanted.fuelPerSecond() >= wanted.seconds());
    }

    /** How busy the host is with what it has and what was chosen. */
    SlotLoad load() {
        return asking.load();
    }

    void look(Lane lane) {
        Optional<MatchingRule> against = against(rules, asking, lane);
        if (against.isPresent()) {
            keep(against.get(), lane.offer(), lane.copies());
            return;
        }
        MatchingRule strictest = null;
        allowed = Integer.MAX_VALUE;
        for (MatchingRule rule : rules) {
            int most = rule.most(asking, lane.offer());
            if (most < allowed) {
                allowed = most;
                strictest = rule;
            }
        }
        AppVersionId version = lane.offer().batch().appVersionId();
        allowed -= strictest == null ? 0 : taken.getOrDefault(version, 0);
        if (strictest != null && allowed <= 0) {
            keep(strictest, lane.offer(), lane.copies());
            return;
        }
        admitted += lane.copies();
        long fit = lane.copies() + unfit;
        stop = null;
        looked += lane.offer(
                asking.seeker(),
                nowMillis,
                MOST_LOOKED_AT - looked,
                passed,
                unit -> fits(lane.offer(), unit),
                unit -> take(lane, unit));
        through |= stop == null && allowed > 0 && unfit < fit;
        if (stop != null && lane.copies() > 0) {
            keep(stop, lane.offer(), lane.copies());
        } else if (strictest != null && allowed == 0 && lane.copies() > 0) {
            keep(strictest, lane.offer(), lane.copies());
        }
    }

    /** The first rule that keeps a lane from a host. */
    private static Optional<MatchingRule> against(List<MatchingRule> rules, Asking asking, Lane lane) {
        return rules.stream()
                .filter(rule -> !rule.admits(asking, lane.offer())
                        || !rule.admitsLane(asking, lane.offer(), lane.key().priority(), lane.leastPieces()))
                .findFirst();
    }

    /** The first rule that keeps a batch from a host. */
    static Optional<MatchingRule> against(List<MatchingRule> rules, Asking asking, Offer offer) {
        return rules.stream().filter(rule -> !rule.admits(asking, offer)).findFirst();
    }

    /** The first rule that keeps a work unit from a host that may have its batch. */
    static Optional<MatchingRule> against(List<MatchingRule> rules, Asking asking, Offer offer, WorkUnit unit) {
        return rules.stream().filter(rule -> !rule.admits(asking, offer, unit)).findFirst();
    }

    Chosen chosen() {
        boolean enough = isEnough();
        return new Chosen(picks, enough, !enough && wantsMore(), enough ? List.of() : shortfalls());
    }

    /** Not where all that is here was kept from the host by rules that would keep the rest of it as well. */
    private boolean wantsMore() {
        return keptBack.isEmpty() || through || keptBack.keySet().stream().anyMatch(MatchingRule::wantsMore);
    }

    private boolean fits(Offer offer, ReadyUnit unit) {
        Optional<MatchingRule> against = against(rules, asking, offer, unit.unit());
        against.ifPresent(rule -> {
            keep(rule, offer, unit.size());
            unfit += unit.size();
        });
        return against.isEmpty();
    }

    private boolean take(Lane lane, ReadyUnit unit) {
        Result copy = trying ? unit.first() : unit.take();
        Pick pick = new Pick(copy, unit.unit(), lane.offer().batch(), asking.seeker());
        if (!trying) {
            lane.taken();
            unit.claim(pick.account(), new Claim(asking.deadlineMillis(), asking.origin()));
        }
        picks.add(pick);
        fuel += pick.expectedFuel();
        taken.merge(pick.batch().appVersionId(), 1, Integer::sum);
        allowed--;
        asking = asking.after(pick);
        stop = rules.stream()
                .filter(rule -> !rule.goesOn(asking, lane.offer()))
                .findFirst()
                .orElse(null);
        return !isEnough() && allowed > 0 && stop == null;
    }

    private List<Shortfall> shortfalls() {
        List<Shortfall> reasons = new ArrayList<>();
        for (Map.Entry<MatchingRule, KeptBack> each : keptBack.entrySet()) {
            MatchingRule rule = each.getKey();
            KeptBack those = each.getValue();
            reasons.add(
                    new Shortfall(rule.name(), rule.words(asking, those.results, List.copyOf(those.offers.values()))));
        }
        if (picks.isEmpty() && admitted > unfit) {
            reasons.addAll(closed());
        } else if (picks.isEmpty() && reasons.isEmpty()) {
            reasons.add(new Shortfall("none-ready", "no work waits now"));
        }
        return reasons;
    }

    /** What others' copies, or its account's, keep from the host. */
    private List<Shortfall> closed() {
        List<Shortfall> reasons = new ArrayList<>();
        boolean others = passed.contains(Closed.By.NETWORK) || passed.contains(Closed.By.COHORT);
        if (!others || passed.contains(Closed.By.ACCOUNT)) {
            String account = "account " + asking.host().accountId();
            reasons.add(new Shortfall(
                    Closed.By.ACCOUNT.rule(),
                    looked >= MOST_LOOKED_AT
                            ? admitted + " results wait; " + account + " has copies of all " + looked
                                    + " work units that were looked at, and the next call looks at others"
                            : admitted + " results wait, but " + account + " has a copy of "
                                    + (others ? "some" : "each") + " of their work units already"));
        }
        for (Closed.By by : List.of(Closed.By.NETWORK, Closed.By.COHORT)) {
            if (passed.contains(by)) {
                reasons.add(new Shortfall(
                        by.rule(),
                        admitted + " results wait; this host shares " + by.common()
                                + " with others that have copies of their work units, and such hosts are kept apart"));
            }
        }
        return reasons;
    }

    private void keep(MatchingRule rule, Offer offer, int results) {
        KeptBack those = keptBack.computeIfAbsent(rule, r -> new KeptBack());
        those.results += results;
        those.offers.put(offer.batch().id(), offer);
    }

    /** What one rule kept from the host. */
    private static final class KeptBack {
        private final Map<BatchId, Offer> offers = new LinkedHashMap<>();
        private long results;
    }
}
