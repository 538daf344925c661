package org.manyhands.server.research;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.LedgerViews;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.sandbox.CapturedStream;

/** Shows work units of one batch with their copies. */
public final class WorkUnitViews {
    private static final UnitLimits NO_LIMITS = new UnitLimits(0, 0, 0, 0);

    private final Database database;

    public WorkUnitViews(Database database) {
        this.database = database;
    }

    /** In the order given. */
    public List<WorkUnitView> views(Tx tx, Batch batch, List<WorkUnit> units) {
        AppVersionRow version =
                database.applications().version(tx, batch.appVersionId()).orElseThrow();
        Map<WorkUnitId, List<Result>> copies = database.results()
                .ofWorkUnits(tx, units.stream().map(WorkUnit::id).toList());
        List<Result> all = copies.values().stream().flatMap(Collection::stream).toList();
        Map<ResultId, LedgerViews.Paid> paid =
                database.ledger().views().paid(tx, all.stream().map(Result::id).toList());
        Map<HostId, String> hosts = hostNames(tx, all);
        boolean unsent = all.stream().anyMatch(result -> result.state() == ResultState.UNSENT);
        String waiting = unsent ? new BatchViews(database).reason(tx, batch) : "";
        return units.stream()
                .map(unit ->
                        view(tx, batch, version, unit, copies.getOrDefault(unit.id(), List.of()), paid, hosts, waiting))
                .toList();
    }

    private WorkUnitView view(
            Tx tx,
            Batch batch,
            AppVersionRow version,
            WorkUnit unit,
            List<Result> copies,
            Map<ResultId, LedgerViews.Paid> paid,
            Map<HostId, String> hosts,
            String waiting) {
        boolean unsent = copies.stream().anyMatch(result -> result.state() == ResultState.UNSENT);
        Optional<Result> canonical = copies.stream()
                .filter(result -> result.id().equals(unit.canonical()))
                .findFirst();
        Optional<ResultReport> shown = canonical
                .or(() -> lastReturned(copies))
                .flatMap(result -> database.results().report(tx, result.id()));
        return new WorkUnitView(
                unit.id(),
                unit.batchId(),
                unit.index(),
                unit.pieces(),
                unit.revision(),
                unit.state().name(),
                unit.reason().isEmpty() && unsent ? waiting : unit.reason(),
                version.moduleSha256(),
                unit.arguments(),
                Stream.concat(version.files().stream(), unit.inputs().stream()).toList(),
                unit.seed(),
                batch.limits() == null ? NO_LIMITS : batch.limits(unit.pieces()),
                canonical.map(Result::digest).orElse(""),
                canonical.map(Result::fuel).orElse(0L),
                tail(shown.map(ResultReport::stdout).orElse(null)),
                tail(shown.map(ResultReport::stderr).orElse(null)),
                copies.stream()
                        .map(result -> view(result, paid.get(result.id()), hosts))
                        .toList());
    }

    private static WorkUnitView.ResultView view(
            Result result, LedgerViews.@Nullable Paid paid, Map<HostId, String> hosts) {
        String outcome = result.outcome() != null ? result.outcome().words() : result.reason();
        return new WorkUnitView.ResultView(
                result.id(),
                result.state().name(),
                result.host(),
                result.host() == null ? "" : hosts.getOrDefault(result.host(), ""),
                outcome,
                result.fuel(),
                result.digest(),
                result.sentMillis(),
                result.returnedMillis(),
                paid == null ? 0 : paid.pendingMicrocredits(),
                paid == null ? 0 : paid.releasedMicrocredits());
    }

    private static Optional<Result> lastReturned(List<Result> copies) {
        return copies.stream()
                .filter(result -> result.state() == ResultState.RETURNED
                        || result.state() == ResultState.VALID
                        || result.state() == ResultState.INVALID)
                .max(Comparator.comparingLong(Result::returnedMillis).thenComparing(Result::id));
    }

    private Map<HostId, String> hostNames(Tx tx, List<Result> results) {
        Map<HostId, String> names = new HashMap<>();
        results.stream()
                .map(Result::host)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(id -> names.put(
                        id, database.hosts().byId(tx, id).map(Host::name).orElse("")));
        return names;
    }

    private static String tail(@Nullable StreamReport stream) {
        if (stream == null) {
            return "";
        }
        byte[] kept = stream.kept();
        return new String(
                Arrays.copyOfRange(kept, Math.max(0, kept.length - CapturedStream.TAIL_BYTES), kept.length),
                StandardCharsets.UTF_8);
    }
}
