package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AppVersionId;

/** How busy hosts are with what they have, as far as that can be predicted. Thread-safe. */
public final class HostLoads {
    private final KnownBatches batches;

    public HostLoads(KnownBatches batches) {
        this.batches = batches;
    }

    /**
     * Of a host with these results; a run that has used up what was expected of it may end at any moment.
     *
     * @param fuelSoFar of each of them; 0 for one that was not begun
     * @param records what was learned of the host, by application version
     */
    public SlotLoad of(
            Tx tx,
            int slots,
            Collection<Result> held,
            ToLongFunction<Result> fuelSoFar,
            Map<AppVersionId, HostRecord> records) {
        List<Task> tasks = new ArrayList<>(held.size());
        for (Result result : held) {
            Batch batch = batches.batch(tx, result.batchId());
            long fuel = fuelSoFar.applyAsLong(result);
            long left = Math.max(0, batch.expectedFuel(result.pieces()) - fuel);
            tasks.add(new Task(fuel > 0, seconds(records, batch.appVersionId(), left)));
        }
        tasks.sort(Comparator.comparing(task -> !task.begun()));
        return SlotLoad.of(slots, tasks.stream().map(Task::seconds).toList());
    }

    /** How long work of so much fuel keeps a slot busy; 0 when that is not known. */
    static double seconds(Map<AppVersionId, HostRecord> records, AppVersionId version, long fuel) {
        HostRecord record = records.getOrDefault(version, HostRecord.NONE);
        return record.speed().samples() == 0 ? 0 : fuel / record.speed().median();
    }

    private record Task(boolean begun, double seconds) {}
}
