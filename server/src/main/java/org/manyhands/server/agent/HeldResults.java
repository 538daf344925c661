package org.manyhands.server.agent;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.db.result.Result;
import org.manyhands.protocol.id.ResultId;

/** The results that are in progress on one host, kept up to date while a call is carried out. */
final class HeldResults {
    private final Map<ResultId, Result> results = new LinkedHashMap<>();

    HeldResults(List<Result> held) {
        held.forEach(result -> results.put(result.id(), result));
    }

    Optional<Result> find(ResultId id) {
        return Optional.ofNullable(results.get(id));
    }

    /** The result is not in progress any more. */
    void remove(ResultId id) {
        results.remove(id);
    }

    Collection<Result> all() {
        return results.values();
    }

    int size() {
        return results.size();
    }

    /** Those that are not among the named. */
    List<Result> without(Collection<ResultId> named) {
        return results.values().stream()
                .filter(result -> !named.contains(result.id()))
                .toList();
    }
}
