package org.manyhands.server.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.manyhands.db.Database;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.result.Result;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;
import org.manyhands.server.http.OutOfSequenceException;

/** Finds the answers of calls that were carried out before and come again, since their answer was lost. */
final class RepeatedCalls {
    private final Database database;
    private final AssignmentWriter assignments;

    RepeatedCalls(Database database, AssignmentWriter assignments) {
        this.database = database;
        this.assignments = assignments;
    }

    /** The outcome of each call; {@code hosts} holds the host of each, whose number is the call's. */
    Map<SyncCall, SyncOutcome> find(Tx tx, List<SyncCall> calls, Map<SyncCall, Host> hosts) {
        if (calls.isEmpty()) {
            return Map.of();
        }
        Map<SyncCall, SyncOutcome> outcomes = new HashMap<>();
        var replies =
                database.hosts().replies(tx, calls.stream().map(SyncCall::host).toList());
        for (SyncCall call : calls) {
            Host host = Objects.requireNonNull(hosts.get(call));
            outcomes.put(
                    call,
                    Optional.ofNullable(replies.get(call.host()))
                            .filter(reply -> reply.sequence() == host.sequence()
                                    && reply.requestSha256().equals(call.bodySha256()))
                            .<SyncOutcome>map(reply -> new SyncOutcome.Answered(again(tx, host, reply)))
                            .orElseGet(() -> new SyncOutcome.Failed(
                                    new OutOfSequenceException(host.sequence(), host.sequence() + 1))));
        }
        return outcomes;
    }

    private SyncAnswer again(Tx tx, Host host, StoredReply reply) {
        StoredAnswer stored = Json.readOwn(new String(reply.body(), StandardCharsets.UTF_8), StoredAnswer.class);
        if (stored.orders() == null) {
            return new SyncAnswer.Whole(reply.body());
        }
        Map<ResultId, Result> results = database.results()
                .byIds(
                        tx,
                        stored.orders().stream()
                                .map(StoredAnswer.Order::resultId)
                                .toList());
        Map<WorkUnitId, WorkUnit> units = database.workUnits()
                .byIds(tx, results.values().stream().map(Result::workUnitId).toList());
        List<StoredAnswer.Order> orders = new ArrayList<>();
        List<WorkUnit> orderedUnits = new ArrayList<>();
        for (StoredAnswer.Order order : stored.orders()) {
            Result result = results.get(order.resultId());
            // What is archived meanwhile is not wanted any more.
            if (result != null) {
                orders.add(order);
                orderedUnits.add(Objects.requireNonNull(units.get(result.workUnitId())));
            }
        }
        return assignments.complete(tx, host, stored.with(orders), orderedUnits);
    }
}
