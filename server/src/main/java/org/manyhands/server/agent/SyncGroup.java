package org.manyhands.server.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.daemon.WorkKind;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.result.Result;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.dispatch.BlockKeeper;
import org.manyhands.server.dispatch.BlockThread;
import org.manyhands.server.dispatch.Handout;
import org.manyhands.server.dispatch.ReadyWork;
import org.manyhands.server.http.OutOfSequenceException;
import org.manyhands.server.key.ProjectKeys;

/**
 * Carries out calls of different hosts in one transaction, with statements for all of them. Everything that a call changes
 * commits with its host's sequence number and the answer, so that a call whose answer was lost is repeated without harm. Thread-safe.
 */
public final class SyncGroup {
    private final Database database;
    private final ProjectKeys keys;
    private final ReadyWork ready;
    private final BlockKeeper keeper;
    private final BlockThread blocks;
    private final ReceiveReports receiveReports;
    private final LearnOfHosts learnOfHosts;
    private final TrackHoldings trackHoldings;
    private final DispatchWork dispatchWork;
    private final AssignmentWriter assignments;
    private final RepeatedCalls repeated;
    private final NextCall nextCall;

    public SyncGroup(
            Database database,
            ProjectKeys keys,
            ReadyWork ready,
            BlockKeeper keeper,
            BlockThread blocks,
            ReceiveReports receiveReports,
            LearnOfHosts learnOfHosts,
            TrackHoldings trackHoldings,
            DispatchWork dispatchWork,
            AssignmentWriter assignments,
            NextCall nextCall) {
        this.database = database;
        this.keys = keys;
        this.ready = ready;
        this.keeper = keeper;
        this.blocks = blocks;
        this.receiveReports = receiveReports;
        this.learnOfHosts = learnOfHosts;
        this.trackHoldings = trackHoldings;
        this.dispatchWork = dispatchWork;
        this.assignments = assignments;
        this.repeated = new RepeatedCalls(database, assignments);
        this.nextCall = nextCall;
    }

    /**
     * Carries them out; the outcomes in the same order. When it throws, none of them changed anything.
     *
     * @param calls at most one of each host
     */
    List<SyncOutcome> carryOut(List<SyncCall> calls) {
        if (!suffices(calls)) {
            keeper.refill();
        }
        Handout handout = new Handout(database, ready);
        boolean done = false;
        try {
            List<SyncOutcome> outcomes = database.inTransaction(tx -> {
                // After a conflict this runs again.
                handout.rolledBack();
                return carryOut(tx, calls, handout);
            });
            done = true;
            afterwards(handout);
            return outcomes;
        } finally {
            if (!done) {
                handout.rolledBack();
            }
        }
    }

    /** Whether memory has enough for these calls, as far as can be told without asking the database. */
    private boolean suffices(List<SyncCall> calls) {
        int all = 0;
        for (SyncCall call : calls) {
            int wanted = dispatchWork.likely(call);
            if (ready.free(call.seeker(), wanted) < wanted) {
                return false;
            }
            all += wanted;
        }
        return ready.size() >= all;
    }

    private void afterwards(Handout handout) {
        boolean any = handout.isAny();
        boolean more = handout.wantsMore();
        handout.committed();
        if (more && ready.size() > 0) {
            blocks.wantMore();
        } else if (any) {
            blocks.wake();
        }
    }

    private List<SyncOutcome> carryOut(Tx tx, List<SyncCall> calls, Handout handout) {
        Map<HostId, Host> hosts =
                database.hosts().byIds(tx, calls.stream().map(SyncCall::host).toList());
        Map<SyncCall, SyncOutcome> outcomes = new HashMap<>();
        Map<SyncCall, Host> again = new HashMap<>();
        List<SyncCall> next = new ArrayList<>();
        for (SyncCall call : calls) {
            Host host = hosts.get(call.host());
            if (host == null) {
                outcomes.put(call, new SyncOutcome.Failed(KnownHosts.unknown(call.host())));
            } else if (call.sequence() == host.sequence()) {
                again.put(call, host);
            } else if (call.sequence() != host.sequence() + 1) {
                outcomes.put(
                        call, new SyncOutcome.Failed(new OutOfSequenceException(call.sequence(), host.sequence() + 1)));
            } else {
                next.add(call);
            }
        }
        outcomes.putAll(repeated.find(tx, List.copyOf(again.keySet()), again));
        List<SyncTurn> turns = turns(tx, next, hosts, outcomes);
        if (!turns.isEmpty()) {
            receiveReports.receive(tx, turns);
            tellOfErrors(turns, handout);
            learnOfHosts.learn(tx, turns);
            trackHoldings.track(tx, turns);
            dispatchWork.dispatch(tx, turns, handout);
            answer(tx, turns, outcomes);
            if (turns.stream()
                    .anyMatch(turn -> !turn.call().request().finished().isEmpty())) {
                database.hints().give(tx, WorkKind.VALIDATE);
            }
        }
        return calls.stream()
                .map(call -> Objects.requireNonNull(outcomes.get(call)))
                .toList();
    }

    private static void tellOfErrors(List<SyncTurn> turns, Handout handout) {
        for (SyncTurn turn : turns) {
            turn.ended().stream()
                    .filter(run -> !run.returned())
                    .forEach(run -> handout.errored(run.unit(), turn.host().accountId()));
        }
    }

    private List<SyncTurn> turns(
            Tx tx, List<SyncCall> calls, Map<HostId, Host> hosts, Map<SyncCall, SyncOutcome> outcomes) {
        List<Boolean> moved = database.hosts()
                .advanceAll(
                        tx,
                        calls.stream()
                                .map(call -> new HostStore.Advance(
                                        Objects.requireNonNull(hosts.get(call.host())),
                                        call.facts(),
                                        call.agentVersion()))
                                .toList());
        List<SyncCall> advanced = new ArrayList<>();
        for (int place = 0; place < calls.size(); place++) {
            if (moved.get(place)) {
                advanced.add(calls.get(place));
            } else {
                outcomes.put(calls.get(place), new SyncOutcome.Again());
            }
        }
        Map<HostId, List<Result>> held = database.results()
                .heldByAll(tx, advanced.stream().map(SyncCall::host).toList());
        return advanced.stream()
                .map(call -> new SyncTurn(
                        call,
                        Objects.requireNonNull(hosts.get(call.host())),
                        new HeldResults(held.getOrDefault(call.host(), List.of()))))
                .toList();
    }

    private void answer(Tx tx, List<SyncTurn> turns, Map<SyncCall, SyncOutcome> outcomes) {
        int least = nextCall.least(tx);
        boolean mayAssign = keys.mayAssign();
        Map<WorkUnitId, WorkUnit> lostUnits = database.workUnits()
                .byIds(
                        tx,
                        turns.stream()
                                .flatMap(turn -> turn.lost().stream())
                                .map(Result::workUnitId)
                                .toList());
        Map<HostId, StoredReply> replies = new HashMap<>();
        for (SyncTurn turn : turns) {
            List<WorkUnit> units = mayAssign ? units(turn, lostUnits) : List.of();
            StoredAnswer answer = new StoredAnswer(
                    Protocol.VERSION,
                    turn.acknowledged(),
                    turn.cancelled(),
                    mayAssign ? orders(turn) : List.of(),
                    turn.shortfalls(),
                    nextCall.seconds(least),
                    tx.nowMillis());
            replies.put(
                    turn.host().id(),
                    new StoredReply(
                            turn.call().sequence(),
                            turn.call().bodySha256(),
                            Json.write(answer).getBytes(StandardCharsets.UTF_8)));
            outcomes.put(turn.call(), new SyncOutcome.Answered(assignments.complete(tx, turn.host(), answer, units)));
        }
        database.hosts().storeReplies(tx, replies);
    }

    private static List<StoredAnswer.Order> orders(SyncTurn turn) {
        return turn.orders().stream()
                .map(result -> new StoredAnswer.Order(result.id(), result.deadlineMillis()))
                .toList();
    }

    /** The work unit of each order, in the same order. */
    private static List<WorkUnit> units(SyncTurn turn, Map<WorkUnitId, WorkUnit> lostUnits) {
        List<WorkUnit> units = new ArrayList<>();
        turn.lost().forEach(result -> units.add(Objects.requireNonNull(lostUnits.get(result.workUnitId()))));
        units.addAll(turn.freshUnits());
        return units;
    }
}
