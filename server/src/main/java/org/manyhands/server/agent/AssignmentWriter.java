package org.manyhands.server.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.server.key.ProjectKeys;

/** Writes and signs the orders to run results, with the application versions that they name. */
public final class AssignmentWriter {
    private final Database database;
    private final ProjectKeys keys;

    public AssignmentWriter(Database database, ProjectKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Orders for lost results and for new ones; none while no host would believe them. */
    Written write(Tx tx, Host host, List<Result> lost, List<Result> fresh) {
        List<Result> results = Stream.concat(lost.stream(), fresh.stream()).toList();
        if (results.isEmpty() || !keys.mayAssign()) {
            return new Written(List.of(), List.of());
        }
        Map<WorkUnitId, WorkUnit> units = database.workUnits()
                .byIds(tx, results.stream().map(Result::workUnitId).toList());
        Map<BatchId, Named> batches = new HashMap<>();
        Map<AppVersionId, Signed> versions = new LinkedHashMap<>();
        List<Signed> assignments = new ArrayList<>();
        for (Result result : results) {
            Named batch = batches.computeIfAbsent(result.batchId(), id -> named(tx, id));
            versions.computeIfAbsent(batch.batch().appVersionId(), id -> envelope(tx, id));
            assignments.add(
                    keys.sign(assignment(host, result, Objects.requireNonNull(units.get(result.workUnitId())), batch)));
        }
        return new Written(assignments, List.copyOf(versions.values()));
    }

    private Assignment assignment(Host host, Result result, WorkUnit unit, Named named) {
        Batch batch = named.batch();
        return new Assignment(
                keys.projectId(),
                host.id(),
                result.id(),
                unit.id(),
                batch.id(),
                batch.appVersionId(),
                unit.arguments(),
                unit.inputs(),
                unit.seed(),
                Objects.requireNonNull(batch.limits()),
                result.deadlineMillis(),
                batch.quote() == null ? 0 : batch.quote().fuelPerUnit(),
                batch.name(),
                named.researcher());
    }

    private Named named(Tx tx, BatchId id) {
        Batch batch = database.batches().byId(tx, id).orElseThrow();
        String researcher =
                database.accounts().byId(tx, batch.owner()).map(Account::name).orElse("");
        return new Named(batch, researcher);
    }

    private Signed envelope(Tx tx, AppVersionId id) {
        return database.applications()
                .version(tx, id)
                .map(AppVersionRow::envelope)
                .orElseThrow();
    }

    /** A batch with its owner's name. */
    private record Named(Batch batch, String researcher) {}

    /** Signed {@link Assignment}s and the signed application versions that they name. */
    record Written(List<Signed> assignments, List<Signed> appVersions) {}
}
