package org.manyhands.server.dispatch;

import java.time.Duration;
import java.util.List;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.schedule.Deadlines;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Of a batch that is cut in sizes, a host gets work units that take it 40 minutes at most; larger ones were cut for faster hosts, and are for anybody who can finish
 * them when they have waited for some time. A host that was never measured gets the smallest.
 */
public final class SizeRule implements MatchingRule {
    /** For so long a work unit is kept for hosts of its size. */
    static final long PATIENCE_MILLIS = Math.round(1_000 * SizeClasses.PATIENCE_SECONDS);

    /** As many as memory has results; the clock of one that is forgotten began when it was cut. */
    static final int MOST = 20_000;

    /** Since when copies of larger work units wait. */
    private final Recent<WorkUnitId, Long> since = new Recent<>(MOST);

    /** What a host has for a work unit while none that it returned was seen. */
    private final Duration deadline;

    /** @param deadline the project's {@code policy.deadline} */
    public SizeRule(Duration deadline) {
        this.deadline = deadline;
    }

    /** The size class that suits a host. */
    static int own(Asking asking, Offer offer) {
        Batch batch = offer.batch();
        HostRecord record = record(asking, batch);
        if (!batch.sized() || record.speed().samples() == 0) {
            return 0;
        }
        return batch.sizeClasses().of(record.speed().median(), Double.POSITIVE_INFINITY);
    }

    @Override
    public String name() {
        return "size";
    }

    @Override
    public void see(ReadyBlock block) {
        if (!block.offer().batch().sized()) {
            return;
        }
        block.units().stream()
                .filter(each -> each.unit().pieces() > 1)
                .forEach(each -> since.put(each.unit().id(), block.wanted().sinceMillis()));
    }

    /** Of how many work units it is known since when they wait. */
    int known() {
        return since.size();
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return true;
    }

    @Override
    public boolean admits(Asking asking, Offer offer, WorkUnit unit) {
        if (unit.pieces() == 1 || SizeClasses.holding(unit.pieces()) <= own(asking, offer)) {
            return true;
        }
        long waits = since.get(unit.id()).orElse(unit.createdMillis());
        return asking.known().nowMillis() >= waits + PATIENCE_MILLIS && finishes(asking, offer.batch(), unit);
    }

    /**
     * Whether the deadline that it would get is long enough. What a host claims of its speed counts while nothing was measured, but lengthens no deadline; of one that
     * claims nothing nobody knows.
     */
    private boolean finishes(Asking asking, Batch batch, WorkUnit unit) {
        HostRecord record = record(asking, batch);
        double speed = record.speed().samples() > 0
                ? record.speed().median()
                : asking.wanted().fuelPerSecond();
        if (speed <= 0) {
            return false;
        }
        return Deadlines.finishes(record, batch.expectedFuel(unit.pieces()), speed, deadline.toMillis() / 1_000.0);
    }

    private static HostRecord record(Asking asking, Batch batch) {
        return asking.known().records().getOrDefault(batch.appVersionId(), HostRecord.NONE);
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        int largest = offers.stream()
                .mapToInt(offer -> SizeClasses.pieces(own(asking, offer)))
                .max()
                .orElse(1);
        return MatchingRule.waiting(results) + " larger than suits this host, which gets up to " + largest
                + (largest == 1 ? " piece" : " pieces") + " of the input as one task (at most "
                + Math.round(SizeClasses.LONGEST_SECONDS / 60)
                + " minutes of its time; one piece until it was measured); larger ones only when nobody took them for "
                + PATIENCE_MILLIS / 60_000 + " minutes and it can finish them within "
                + Math.round(Deadlines.LONGEST_SECONDS / 86_400)
                + " days (until it was measured: at the speed that it claims within "
                + Math.round(deadline.toSeconds() / 60.0) + " minutes)";
    }
}
