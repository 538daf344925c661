package org.manyhands.db.workunit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/** Work units. */
public final class WorkUnitStore {
    public WorkUnitStore(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** Inserts OPEN work units; ids are assigned in order. */
    public List<WorkUnit> create(Tx tx, List<NewWorkUnit> units) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<WorkUnit> byId(Tx tx, WorkUnitId id) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<WorkUnitId, WorkUnit> byIds(Tx tx, Collection<WorkUnitId> ids) {
        throw new UnsupportedOperationException("being built");
    }
    /** As {@code BatchStore.apply}. */
    public WorkUnit apply(Tx tx, WorkUnit unit, WorkUnitEvent event) {
        throw new UnsupportedOperationException("being built");
    }
    /** Ordered by id; of all batches. For the assimilator. */
    public List<WorkUnit> inState(Tx tx, WorkUnitState state, int limit) {
        throw new UnsupportedOperationException("being built");
    }
    /** In order of index; all states when {@code state} is null. */
    public List<WorkUnit> ofBatch(Tx tx, BatchId batch, @Nullable WorkUnitState state, long offset, int limit) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<WorkUnitState, Long> counts(Tx tx, BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }

    public Map<WorkUnitState, Long> counts(Tx tx) {
        throw new UnsupportedOperationException("being built");
    }
    /** Cancels every open work unit of a batch and their unfinished results; how many work units. */
    public long cancelOpen(Tx tx, BatchId batch) {
        throw new UnsupportedOperationException("being built");
    }

    /** What a generator says of a work unit. */
    public record NewWorkUnit(
            BatchId batchId,
            long index,
            long seed,
            List<String> arguments,
            List<InputReference> inputs,
            long setAside) {}
}
