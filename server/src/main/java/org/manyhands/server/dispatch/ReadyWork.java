package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * The results that this server may hand out, in memory. It may be wrong, and does no harm then: the database decides about each
 * result. Results that are picked stay known until their transaction has ended. Thread-safe.
 */
public final class ReadyWork {
    private final List<MatchingRule> rules;
    private final Turns turns;
    private final KeptApart apart;
    private final TreeMap<Lane.Key, Lane> lanes = new TreeMap<>();
    private final Map<WorkUnitId, ReadyUnit> units = new HashMap<>();
    private final Map<ResultId, Entry> entries = new HashMap<>();
    private final Map<Long, Block> blocks = new HashMap<>();

    /** The database's clock when it was last told. */
    private long lastMillis;

    /** Keeps copies of one work unit apart by account only. */
    public ReadyWork(List<MatchingRule> rules, Supplier<Facts> facts) {
        this(rules, facts, KeptApart.BY_ACCOUNT);
    }

    /**
     * Makes it empty.
     *
     * @param facts what is known of the batches that may change
     * @param apart which hosts may not have copies of one work unit
     */
    public ReadyWork(List<MatchingRule> rules, Supplier<Facts> facts, KeptApart apart) {
        this.rules = List.copyOf(rules);
        this.turns = new Turns(facts);
        this.apart = apart;
    }

    /** Which hosts may not have copies of one work unit. */
    public KeptApart apart() {
        return apart;
    }

    /** Adds a claimed block. What of it is known already stays as it is. */
    public synchronized void add(ReadyBlock read) {
        rules.forEach(rule -> rule.see(read));
        Block block = blocks.computeIfAbsent(
                read.id(), id -> new Block(read.offer().batch().id(), new HashSet<>()));
        for (ReadyBlock.Unit each : read.units()) {
            Lane.Key key = new Lane.Key(
                    read.priority(),
                    read.offer().batch().id(),
                    SizeClasses.holding(each.unit().pieces()));
            for (Result copy : each.copies()) {
                if (!entries.containsKey(copy.id())) {
                    ReadyUnit unit = units.computeIfAbsent(
                            each.unit().id(),
                            id -> new ReadyUnit(
                                    each.unit(),
                                    lanes.computeIfAbsent(
                                            key,
                                            k -> new Lane(
                                                    k,
                                                    read.offer(),
                                                    apart.of(read.offer().batch()))),
                                    copy.id().value()));
                    turns.changed();
                    each.claims().forEach(unit::claim);
                    unit.know();
                    unit.lane().know();
                    unit.add(copy);
                    unit.lane().added(unit);
                    entries.put(copy.id(), new Entry(copy, unit, read.id()));
                    block.results().add(copy.id());
                }
            }
        }
    }

    /**
     * Takes results out for a host.
     *
     * @param running which batches hand out work now
     */
    public synchronized Chosen pick(Asking asking, Predicate<BatchId> running, long nowMillis) {
        lastMillis = nowMillis;
        Selection selection = new Selection(asking, rules, nowMillis, false);
        for (Lane lane : turns.order(lanes.values(), asking, nowMillis)) {
            if (selection.isEnough()) {
                break;
            }
            if (running.test(lane.key().batch())) {
                selection.look(lane);
            }
        }
        Chosen chosen = selection.chosen();
        turns.take(asking.host().id(), chosen.picks());
        for (Pick pick : chosen.picks()) {
            Entry entry = entries.get(pick.result().id());
            if (entry != null) {
                entry.picked = true;
            }
        }
        return chosen;
    }

    /**
     * What {@link #pick} would choose, batch by batch in its order, and what keeps the others from the host; takes nothing.
     *
     * @param running which batches hand out work now
     */
    public synchronized List<Prospect> prospects(Asking asking, Predicate<BatchId> running, long nowMillis) {
        List<Prospect> prospects = new ArrayList<>();
        Asking room = asking;
        boolean enough = asking.most() <= 0;
        for (Lane lane : turns.order(lanes.values(), asking, nowMillis)) {
            if (lane.copies() > 0 && running.test(lane.key().batch())) {
                Selection selection = new Selection(enough ? asking.with(1, 0) : room, rules, nowMillis, true);
                selection.look(lane);
                Chosen chosen = selection.chosen();
                int results = enough ? 0 : chosen.picks().size();
                prospects.add(new Prospect(
                        lane.offer(),
                        lane.key().priority(),
                        lane.copies(),
                        results,
                        enough && !chosen.picks().isEmpty(),
                        chosen.shortfalls()));
                if (!enough) {
                    room = room.with(room.most() - results, room.fuel() + fuel(chosen))
                            .with(selection.load());
                }
                enough |= chosen.enough();
            }
        }
        return prospects;
    }

    private static long fuel(Chosen chosen) {
        return chosen.picks().stream().mapToLong(Pick::expectedFuel).sum();
    }

    /** The first rule that keeps a work unit from a host, or empty. */
    public Optional<MatchingRule> against(Asking asking, Offer offer, WorkUnit unit) {
        return Selection.against(rules, asking, offer)
                .or(() -> rules.stream()
                        .filter(rule -> rule.most(asking, offer) <= 0)
                        .findFirst())
                .or(() -> Selection.against(rules, asking, offer, unit));
    }

    /** How many work units a host may have copies of, as far as is known; counts no farther than {@code most}. */
    public synchronized int free(Seeker seeker, int most) {
        int[] free = {0};
        Set<Closed.By> closed = EnumSet.noneOf(Closed.By.class);
        for (Lane lane : lanes.values()) {
            if (free[0] < most) {
                lane.offer(seeker, lastMillis, Selection.MOST_LOOKED_AT, closed, unit -> true, unit -> {
                    free[0]++;
                    return free[0] < most;
                });
            }
        }
        return free[0];
    }

    /** They are on their way. */
    public synchronized void sent(Collection<Pick> picks) {
        picks.forEach(pick -> drop(pick.result().id()));
    }

    /** They were not ready any more: cancelled, not needed, or sent by another server. The account got nothing. */
    public synchronized void gone(Collection<Pick> picks) {
        for (Pick pick : picks) {
            Entry entry = drop(pick.result().id());
            turns.giveBack(pick);
            if (entry != null) {
                giveUpClaim(entry.unit, pick.account());
            }
        }
    }

    /** Their transaction was rolled back: they are ready as before. */
    public synchronized void putBack(Collection<Pick> picks) {
        for (Pick pick : picks) {
            Entry entry = entries.get(pick.result().id());
            if (entry != null && entry.picked) {
                turns.giveBack(pick);
                show(entry);
                giveUpClaim(entry.unit, pick.account());
            }
        }
    }

    /**
     * It is ready, but somebody has a copy of its work unit that keeps it from this host, and that this server did not know of.
     *
     * @param claims on its work unit
     */
    public synchronized void claimed(Pick pick, Map<AccountId, Claim> claims) {
        Entry entry = entries.get(pick.result().id());
        if (entry != null && entry.picked) {
            turns.giveBack(pick);
            show(entry);
            // The claim that was assumed may have lasted longer, and so its place in the lane.
            giveUpClaim(entry.unit, pick.account());
            claims.forEach(entry.unit::claim);
        }
    }

    /** An account's claim may have ended before its time: the database is asked again. */
    public synchronized void doubt(WorkUnitId id, AccountId account) {
        ReadyUnit unit = units.get(id);
        if (unit != null) {
            giveUpClaim(unit, account);
        }
    }

    /** Forgets blocks that are not this server's any more, or are not to be handed out now. */
    public synchronized void forget(Collection<Long> gone) {
        for (Long id : gone) {
            Block block = blocks.remove(id);
            if (block != null) {
                List.copyOf(block.results()).forEach(this::drop);
            }
        }
    }

    /** Blocks all of whose results have left, which are forgotten by this. */
    public synchronized List<Long> takeEmptied() {
        List<Long> emptied = new ArrayList<>();
        blocks.forEach((id, block) -> {
            if (block.results().isEmpty()) {
                emptied.add(id);
            }
        });
        blocks.keySet().removeAll(emptied);
        return emptied;
    }

    /** How many results are ready. */
    public synchronized int size() {
        return lanes.values().stream().mapToInt(Lane::copies).sum();
    }

    /** How many results of each batch are ready. */
    public synchronized Map<BatchId, Integer> stock() {
        Map<BatchId, Integer> stock = new HashMap<>();
        lanes.values().forEach(lane -> stock.merge(lane.key().batch(), lane.copies(), Integer::sum));
        return stock;
    }

    /**
     * The size classes of a batch of which at least so many results are ready that any account may have, as far as is known: a copy of a work unit of which somebody has
     * another may fit nobody who asks.
     */
    public synchronized Set<Integer> full(BatchId batch, int enough) {
        Map<Integer, Integer> ready = new HashMap<>();
        lanes.values().stream()
                .filter(lane -> lane.key().batch().equals(batch))
                .forEach(lane -> ready.merge(lane.key().sizeClass(), lane.unclaimed(), Integer::sum));
        ready.values().removeIf(copies -> copies < enough);
        return ready.keySet();
    }

    /** The known blocks, with their batches. */
    public synchronized Map<Long, BatchId> blocks() {
        Map<Long, BatchId> known = new HashMap<>();
        blocks.forEach((id, block) -> known.put(id, block.batch()));
        return known;
    }

    private void show(Entry entry) {
        entry.picked = false;
        entry.unit.addFirst(entry.result);
        entry.unit.lane().added(entry.unit);
    }

    private void giveUpClaim(ReadyUnit unit, AccountId account) {
        unit.giveUpClaim(account);
        unit.lane().lookAgain(account);
    }

    private @Nullable Entry drop(ResultId id) {
        Entry entry = entries.remove(id);
        if (entry == null) {
            return null;
        }
        Block block = blocks.get(entry.block);
        if (block != null) {
            block.results().remove(id);
        }
        if (!entry.picked && entry.unit.remove(id)) {
            entry.unit.lane().removed(entry.unit);
        }
        if (entry.unit.forget()) {
            units.remove(entry.unit.unit().id());
        }
        if (entry.unit.lane().forget()) {
            lanes.remove(entry.unit.lane().key());
            turns.changed();
        }
        return entry;
    }

    private record Block(BatchId batch, Set<ResultId> results) {}

    private static final class Entry {
        private final Result result;
        private final ReadyUnit unit;
        private final long block;
        private boolean picked;

        Entry(Result result, ReadyUnit unit, long block) {
            this.result = result;
            this.unit = unit;
            this.block = block;
        }
    }
}
