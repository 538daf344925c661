package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.server.dispatch.KnownBatches;
import org.manyhands.server.key.ProjectKeys;

/** Writes the orders to run results, with the application versions that they name. They are signed later. */
public final class AssignmentWriter {
    private final KnownBatches batches;
    private final ProjectKeys keys;

    public AssignmentWriter(KnownBatches batches, ProjectKeys keys) {
        this.batches = batches;
        this.keys = keys;
    }

    /**
     * Completes a stored answer.
     *
     * @param units the work unit of each order of the answer, in the same order
     */
    SyncAnswer complete(Tx tx, Host host, StoredAnswer answer, List<WorkUnit> units) {
        List<Assignment> assignments = new ArrayList<>(units.size());
        Map<AppVersionId, Signed> versions = new LinkedHashMap<>();
        List<StoredAnswer.Order> orders = Objects.requireNonNull(answer.orders());
        for (int place = 0; place < orders.size(); place++) {
            WorkUnit unit = units.get(place);
            Batch batch = batches.batch(tx, unit.batchId());
            versions.computeIfAbsent(batch.appVersionId(), id -> batches.envelope(tx, id));
            assignments.add(assignment(tx, host, orders.get(place), unit, batch));
        }
        return new SyncAnswer.Decided(answer, assignments, List.copyOf(versions.values()));
    }

    private Assignment assignment(Tx tx, Host host, StoredAnswer.Order order, WorkUnit unit, Batch batch) {
        return new Assignment(
                keys.projectId(),
                host.id(),
                order.resultId(),
                unit.id(),
                batch.id(),
                batch.appVersionId(),
                unit.arguments(),
                unit.inputs(),
                unit.seed(),
                batch.limits(unit.pieces()),
                order.deadlineMillis(),
                batch.expectedFuel(unit.pieces()),
                batch.name(),
                batches.researcher(tx, batch.owner()));
    }
}
