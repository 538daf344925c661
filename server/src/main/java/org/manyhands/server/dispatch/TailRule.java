package org.manyhands.server.dispatch;

import java.util.List;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Tail;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Copies for a batch's end go to fast and reliable hosts ({@link Tail}); when none of these took one for some minutes, to any host, since the copy
 * may by then be all that its work unit waits for.
 */
public final class TailRule implements MatchingRule {
    /** So long only fast hosts get one. */
    static final long PATIENCE_MILLIS = Math.round(1_000 * Tail.PATIENCE_SECONDS);

    /** As many as memory has results; of one that is forgotten any host may take the copy, as of one that waited for long. */
    static final int MOST = 20_000;

    private final Recent<WorkUnitId, ReadyBlock.Wanted> wanted = new Recent<>(MOST);

    /** Whether a work unit waits with a copy of the tail, and with no other. */
    public boolean knows(WorkUnit unit) {
        return wanted.get(unit.id()).isPresent();
    }

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public void see(ReadyBlock block) {
        if (block.wanted().fastSeconds() == 0) {
            // A copy that is no copy of the tail waits as well (one was lost): then any host may take one.
            block.units().stream()
                    .filter(each -> !each.copies().isEmpty())
                    .forEach(each -> wanted.remove(each.unit().id()));
            return;
        }
        block.units().forEach(each -> wanted.put(each.unit().id(), block.wanted()));
    }

    /** Of how many work units it is known which hosts should take their copies. */
    int known() {
        return wanted.size();
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return true;
    }

    @Override
    public boolean admits(Asking asking, Offer offer, WorkUnit unit) {
        ReadyBlock.Wanted who = wanted.get(unit.id()).orElse(ReadyBlock.Wanted.ANYBODY);
        if (who.fastSeconds() == 0 || asking.known().nowMillis() >= who.sinceMillis() + PATIENCE_MILLIS) {
            return true;
        }
        HostRecord record = asking.known().records().getOrDefault(offer.batch().appVersionId(), HostRecord.NONE);
        long fuel = offer.batch().expectedFuel(unit.pieces());
        return record.speed().samples() > 0
                && Tail.suits(record.seenTurnaround(fuel, record.speed().median()), record.reliability(), (double)
                        who.fastSeconds());
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        return MatchingRule.waiting(results) + " further copies for the end of a batch, which go to fast and reliable"
                + " hosts for the first " + PATIENCE_MILLIS / 60_000 + " minutes";
    }
}
