package org.manyhands.server.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultChange;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.schedule.Deadlines;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.server.dispatch.Asking;
import org.manyhands.server.dispatch.BufferRule;
import org.manyhands.server.dispatch.Choice;
import org.manyhands.server.dispatch.Chosen;
import org.manyhands.server.dispatch.Handout;
import org.manyhands.server.dispatch.HeldLimit;
import org.manyhands.server.dispatch.HostLoads;
import org.manyhands.server.dispatch.LatelySeen;
import org.manyhands.server.dispatch.Pick;
import org.manyhands.server.dispatch.ReadyWork;
import org.manyhands.server.dispatch.SlotLoad;
import org.manyhands.server.key.ProjectKeys;

/** Gives hosts results from the ready work: UNSENT to IN_PROGRESS. Two copies of one work unit never go to one account. */
public final class DispatchWork {
    /** How often others are chosen in the place of those that turn out to be taken. */
    private static final int ROUNDS = 3;

    /** The same for hosts that got nothing yet: one with a small quota chooses that few each time. */
    private static final int ROUNDS_FOR_NOTHING = 12;

    private final Database database;
    private final ProjectKeys keys;
    private final ReadyWork ready;
    private final LatelySeen lately;
    private final HostLoads loads;
    private final Duration deadline;

    public DispatchWork(
            Database database,
            ProjectKeys keys,
            ReadyWork ready,
            LatelySeen lately,
            HostLoads loads,
            Duration deadline) {
        this.database = database;
        this.keys = keys;
        this.ready = ready;
        this.lately = lately;
        this.loads = loads;
        this.deadline = deadline;
    }

    /** Most results that a call can be given, whatever the host holds. */
    static int wanted(SyncCall call) {
        WorkRequest wanted = call.request().wanted();
        return wanted == null ? 0 : Math.max(0, Math.min(wanted.results(), HeldLimit.MOST));
    }

    /** The same, as far as can be told beforehand: none to a host that had enough to do when it called last, and brings nothing back. */
    int likely(SyncCall call) {
        boolean busy = call.request().finished().isEmpty()
                && lately.find(call.host())
                        .filter(seen -> BufferRule.hasEnough(seen.asking()))
                        .isPresent();
        return busy ? 0 : wanted(call);
    }

    /**
     * Dispatches within the requests.
     *
     * @param handout is told what is picked, and what the database says to it
     */
    void dispatch(Tx tx, List<SyncTurn> turns, Handout handout) {
        List<SyncTurn> asking = turns.stream().filter(this::mayHaveMore).toList();
        if (asking.isEmpty()) {
            return;
        }
        Map<BatchId, BatchState> states =
                database.batches().states(tx, ready.stock().keySet());
        Predicate<BatchId> running = batch -> states.get(batch) == BatchState.RUNNING;
        for (int round = 1; round <= ROUNDS_FOR_NOTHING && !asking.isEmpty(); round++) {
            asking = round(tx, asking, running, handout);
            if (round >= ROUNDS) {
                asking = asking.stream().filter(turn -> turn.sent() == 0).toList();
            }
        }
        Map<HostRecordStore.Key, HostRecordStore.Change> spent = new HashMap<>();
        turns.forEach(turn -> spent.putAll(turn.spent()));
        database.hostRecords().save(tx, spent);
    }

    private boolean mayHaveMore(SyncTurn turn) {
        int room = room(turn);
        if (room <= 0) {
            return false;
        }
        if (!keys.mayAssign()) {
            turn.tellShortfalls(List.of(new Shortfall(
                    "keys", "the project's certificates have run out; its administrator must renew them")));
            return false;
        }
        int most = HeldLimit.most(turn.host(), turn.call().request().wanted());
        if (turn.held().size() >= most) {
            turn.tellShortfalls(List.of(cap(turn, turn.held().size(), most)));
            return false;
        }
        return true;
    }

    private static Shortfall cap(SyncTurn turn, int held, int most) {
        return new Shortfall(
                "cap",
                "this host has " + held + " results, and may have " + most + " at the same time with "
                        + turn.call().request().wanted().slots() + " slots and "
                        + turn.host().facts().cores() + " cores");
    }

    private static int room(SyncTurn turn) {
        WorkRequest wanted = turn.call().request().wanted();
        return wanted == null ? 0 : wanted.results() - turn.lost().size() - turn.sent();
    }

    /** A few times what is predicted, once something was measured; what a host claims of itself does not lengthen it. */
    private long deadlineMillis(SyncTurn turn, Pick pick, long nowMillis) {
        HostRecord record = turn.record(pick.batch().appVersionId());
        long fuel = pick.expectedFuel();
        if (fuel <= 0 || record.turnaround().samples() == 0) {
            return nowMillis + deadline.toMillis();
        }
        Prediction turnaround = record.turnaround(fuel, record.speed().median());
        return nowMillis + Math.round(1_000 * Deadlines.seconds(turnaround, deadline.toMillis() / 1_000.0));
    }

    /** With what it had before the call and has in progress, as far on as it says, and what it got in this call. */
    private SlotLoad load(Tx tx, SyncTurn turn, Map<AppVersionId, HostRecord> records) {
        Map<ResultId, Long> fuel = new HashMap<>();
        turn.call().request().holding().forEach(one -> fuel.put(one.resultId(), one.fuel()));
        return loads.of(
                tx,
                HeldLimit.slots(turn.host(), turn.call().request().wanted()),
                Stream.concat(turn.held().all().stream(), turn.fresh().stream()).toList(),
                result -> fuel.getOrDefault(result.id(), 0L),
                records);
    }

    /** Chooses once for each; those that got less than was chosen may choose again. */
    private List<SyncTurn> round(Tx tx, List<SyncTurn> asking, Predicate<BatchId> running, Handout handout) {
        List<SyncTurn> receivers = new ArrayList<>();
        List<Pick> picks = new ArrayList<>();
        List<ResultChange> changes = new ArrayList<>();
        for (SyncTurn turn : asking) {
            long earliest = tx.nowMillis() + deadline.toMillis();
            WorkRequest wanted = turn.call().request().wanted();
            Map<AppVersionId, HostRecord> records = turn.records();
            int limit = HeldLimit.most(turn.host(), wanted);
            int free = limit - turn.held().size() - turn.sent();
            int most = Math.min(room(turn), free);
            Asking question = new Asking(
                    turn.host(),
                    wanted,
                    Choice.of(turn.call().request().choice()),
                    turn.allowances(tx.nowMillis()),
                    most,
                    turn.fuelSent(),
                    earliest,
                    new Asking.Known(tx.nowMillis(), records),
                    turn.call().origin(),
                    load(tx, turn, records));
            lately.asked(question, tx.nowMillis());
            if (BufferRule.hasEnough(question)) {
                turn.tellShortfalls(List.of(BufferRule.enough(question)));
                continue;
            }
            Chosen chosen = handout.pick(question, running, tx.nowMillis());
            boolean cut = most < room(turn) && chosen.picks().size() >= most;
            turn.tellShortfalls(cut ? List.of(cap(turn, limit, limit)) : chosen.shortfalls());
            for (Pick pick : chosen.picks()) {
                receivers.add(turn);
                picks.add(pick);
                changes.add(new ResultChange(
                        pick.result(),
                        new ResultEvent.Dispatched(
                                turn.host().id(),
                                turn.host().accountId(),
                                deadlineMillis(turn, pick, tx.nowMillis()),
                                turn.call().origin(),
                                ready.apart().of(pick.batch()))));
            }
        }
        List<Optional<Result>> outcomes = database.results().applyAll(tx, changes);
        List<SyncTurn> again = new ArrayList<>();
        List<Pick> lost = new ArrayList<>();
        for (int place = 0; place < outcomes.size(); place++) {
            Optional<Result> sent = outcomes.get(place);
            if (sent.isPresent()) {
                receivers.get(place).send(picks.get(place), sent.get(), tx.nowMillis());
                handout.sent(picks.get(place));
            } else {
                lost.add(picks.get(place));
                if (again.isEmpty() || again.get(again.size() - 1) != receivers.get(place)) {
                    again.add(receivers.get(place));
                }
            }
        }
        handout.lost(tx, lost);
        return again;
    }
}
