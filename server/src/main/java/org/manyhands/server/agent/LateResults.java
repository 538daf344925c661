package org.manyhands.server.agent;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;

/**
 * What hosts name that is not in progress on them: looked up once for all calls of a transaction, and only when there is such a thing.
 * A result whose deadline passed may come back as long as its batch is open. Not thread-safe.
 */
final class LateResults {
    private final Map<ResultId, Result> results;
    private final Map<BatchId, Batch> batches = new HashMap<>();
    private final Set<ResultId> taken = new HashSet<>();

    private LateResults(Map<ResultId, Result> results) {
        this.results = results;
    }

    static LateResults of(Database database, Tx tx, Collection<ResultId> named) {
        Set<ResultId> ids = new HashSet<>(named);
        LateResults late =
                new LateResults(ids.isEmpty() ? Map.of() : database.results().byIds(tx, ids));
        for (Result result : late.results.values()) {
            if (result.state() == ResultState.TIMED_OUT) {
                late.batches.computeIfAbsent(
                        result.batchId(), id -> database.batches().byId(tx, id).orElseThrow());
            }
        }
        return late;
    }

    /** The result, when its deadline passed on this host and its batch is open. */
    Optional<Result> find(Host host, ResultId id) {
        return own(host, id)
                .filter(result -> result.state() == ResultState.TIMED_OUT)
                .filter(result -> batchOf(result).open() && !taken.contains(id));
    }

    /** It comes back by this call: no other may bring it. */
    void take(Result result) {
        taken.add(result.id());
    }

    private Batch batchOf(Result late) {
        return Objects.requireNonNull(batches.get(late.batchId()));
    }

    /** Why nothing can be done with what the host says of a result, in words. */
    String refusal(Host host, ResultId id) {
        Optional<Result> own = own(host, id);
        if (own.isEmpty()) {
            return "result " + id + " was never sent to this host; forget it";
        }
        return "result " + id + " is not in progress on this host: "
                + switch (own.get().state()) {
                    case TIMED_OUT ->
                        taken.contains(id)
                                ? "it is reported twice in this call"
                                : "it came after its deadline, and batch "
                                        + own.get().batchId() + " is "
                                        + batchOf(own.get()).state();
                    case RETURNED, VALID, INVALID -> "it was reported before";
                    case ERRORED -> "it was reported as failed before";
                    case CANCELLED -> "its batch was cancelled";
                    case NOT_NEEDED -> "its work unit was decided without it";
                    case UNSENT, IN_PROGRESS -> "it is reported twice in this call";
                }
                + "; forget it";
    }

    private Optional<Result> own(Host host, ResultId id) {
        return Optional.ofNullable(results.get(id)).filter(result -> host.id().equals(result.host()));
    }
}
