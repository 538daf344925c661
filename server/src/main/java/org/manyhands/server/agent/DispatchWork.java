package org.manyhands.server.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.server.key.ProjectKeys;

/** Chooses results for a host: UNSENT to IN_PROGRESS. Two copies of one work unit never go to one account. */
public final class DispatchWork {
    /** Most results in progress on one host. */
    static final int MOST_HELD = 64;

    private static final int LOOKED_AT_FOR_ONE = 4;
    private static final int BATCHES_LOOKED_AT = 20;

    private final Database database;
    private final ProjectKeys keys;
    private final Duration deadline;

    public DispatchWork(Database database, ProjectKeys keys, Duration deadline) {
        this.database = database;
        this.keys = keys;
        this.deadline = deadline;
    }

    /**
     * Dispatches within the request.
     *
     * @param held results that the host has already
     * @param resent lost results that go out in this answer, which count against the request
     */
    Dispatched dispatch(Tx tx, Host host, WorkRequest wanted, int held, int resent) {
        int room = Math.max(0, wanted.results() - resent);
        if (room == 0) {
            return new Dispatched(List.of(), List.of());
        }
        if (!keys.mayAssign()) {
            return nothing("keys", "the project's certificates have run out; its administrator must renew them");
        }
        int most = Math.min(room, MOST_HELD - held);
        if (most <= 0) {
            return nothing("cap", "this host has " + held + " results, the most that one host may hold");
        }
        Selection selection = new Selection(tx, host, wanted);
        for (Result candidate : database.results().ready(tx, host.accountId(), most * LOOKED_AT_FOR_ONE)) {
            if (selection.chosen.size() == most || selection.fullTime()) {
                break;
            }
            selection.consider(candidate);
        }
        return new Dispatched(selection.chosen, shortfalls(tx, host, selection, most));
    }

    private List<Shortfall> shortfalls(Tx tx, Host host, Selection selection, int most) {
        List<Shortfall> reasons = new ArrayList<>();
        if (selection.chosen.size() == most || selection.fullTime()) {
            return reasons;
        }
        if (selection.tooLarge > 0) {
            reasons.add(new Shortfall(
                    "memory",
                    selection.tooLarge + " work units that wait need up to " + selection.largestMemory
                            + " bytes of memory in a slot, more than this host gives"));
        }
        if (selection.chosen.isEmpty() && selection.tooLarge == 0) {
            long waiting = waiting(tx);
            reasons.add(
                    waiting == 0
                            ? new Shortfall("none-ready", "no work waits now")
                            : new Shortfall(
                                    "one-copy-an-account",
                                    waiting + " results wait, but account " + host.accountId()
                                            + " has a copy of each of their work units already"));
        }
        return reasons;
    }

    private long waiting(Tx tx) {
        return database.batches().inState(tx, BatchState.RUNNING, BATCHES_LOOKED_AT).stream()
                .mapToLong(batch -> database.results().unsent(tx, batch.id()))
                .sum();
    }

    private static Dispatched nothing(String rule, String detail) {
        return new Dispatched(List.of(), List.of(new Shortfall(rule, detail)));
    }

    /** The results that are on their way, and why there are not more. */
    record Dispatched(List<Result> results, List<Shortfall> shortfalls) {}

    /** Goes through what is ready, once. */
    private final class Selection {
        private final Tx tx;
        private final Host host;
        private final WorkRequest wanted;
        private final Map<BatchId, Batch> batches = new HashMap<>();
        private final Set<WorkUnitId> units = new HashSet<>();
        private final List<Result> chosen = new ArrayList<>();
        private long chosenFuel;
        private int tooLarge;
        private long largestMemory;

        Selection(Tx tx, Host host, WorkRequest wanted) {
            this.tx = tx;
            this.host = host;
            this.wanted = wanted;
        }

        void consider(Result candidate) {
            Batch batch = batches.computeIfAbsent(
                    candidate.batchId(), id -> database.batches().byId(tx, id).orElseThrow());
            if (!units.add(candidate.workUnitId())) {
                return;
            }
            long memory = Objects.requireNonNull(batch.limits()).memoryBytes();
            if (memory > wanted.memoryBytes()) {
                tooLarge++;
                largestMemory = Math.max(largestMemory, memory);
                return;
            }
            ResultEvent event =
                    new ResultEvent.Dispatched(host.id(), host.accountId(), tx.nowMillis() + deadline.toMillis());
            Optional<Result> sent = database.results().apply(tx, candidate, event);
            if (sent.isPresent()) {
                chosen.add(sent.get());
                chosenFuel += batch.quote() == null ? 0 : batch.quote().fuelPerUnit();
            }
        }

        /** True when what is chosen lasts as long as was asked for. */
        boolean fullTime() {
            return !chosen.isEmpty()
                    && wanted.fuelPerSecond() > 0
                    && wanted.seconds() > 0
                    && chosenFuel / wanted.fuelPerSecond() >= wanted.seconds();
        }
    }
}
