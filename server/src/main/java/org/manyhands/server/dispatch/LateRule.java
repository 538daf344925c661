package org.manyhands.server.dispatch;

import java.util.List;
import java.util.function.Predicate;
import org.manyhands.db.ending.Ending;
import org.manyhands.db.result.TailStore;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.schedule.Tail;
import org.manyhands.db.workunit.WorkUnit;

/**
 * Near a batch's end a first copy is kept from a host that would be done with it after all others ({@link Tail}). Copies of the tail have a rule of their own. Hosts that were
 * never measured may have any; and so may all when nobody took one for some minutes.
 */
public final class LateRule implements MatchingRule {
    private final Endings endings;
    private final Predicate<WorkUnit> ofTail;

    /** @param ofTail which work units wait with a copy of the tail, and with no other */
    public LateRule(Endings endings, Predicate<WorkUnit> ofTail) {
        this.endings = endings;
        this.ofTail = ofTail;
    }

    @Override
    public String name() {
        return "late";
    }

    @Override
    public boolean admits(Asking asking, Offer offer) {
        return true;
    }

    @Override
    public boolean admitsLane(Asking asking, Offer offer, int priority, int leastPieces) {
        return priority == TailStore.PRIORITY || inTime(asking, offer, leastPieces);
    }

    @Override
    public boolean admits(Asking asking, Offer offer, WorkUnit unit) {
        return inTime(asking, offer, unit.pieces()) || ofTail.test(unit);
    }

    /** Further blocks of the batch would not fit the host either, and hosts of other servers wait for them. */
    @Override
    public boolean wantsMore() {
        return false;
    }

    private boolean inTime(Asking asking, Offer offer, int pieces) {
        HostRecord record = record(asking, offer);
        return record.speed().samples() == 0
                || endings.of(offer.batch().id(), asking.known().nowMillis())
                        .filter(seen -> !seen.standsStill())
                        .map(Endings.Seen::ending)
                        .filter(ending -> startsTooLate(ending, record, offer, pieces))
                        .isEmpty();
    }

    private static boolean startsTooLate(Ending ending, HostRecord record, Offer offer, int pieces) {
        return ending.startsTooLate(turnaround(record, offer, pieces), pieces);
    }

    private static Prediction turnaround(HostRecord record, Offer offer, int pieces) {
        return record.seenTurnaround(
                offer.batch().expectedFuel(pieces), record.speed().median());
    }

    private static HostRecord record(Asking asking, Offer offer) {
        return asking.known().records().getOrDefault(offer.batch().appVersionId(), HostRecord.NONE);
    }

    @Override
    public String words(Asking asking, long results, List<Offer> offers) {
        Offer offer = offers.get(0);
        double drain = endings.of(offer.batch().id(), asking.known().nowMillis())
                .map(seen -> seen.ending().drainSeconds())
                .orElse(0.0);
        double takes = turnaround(record(asking, offer), offer, 1).medianSeconds();
        return MatchingRule.waiting(results) + " the last of a batch, which will all be handed out within about "
                + minutes(5 * Math.ceil(drain / 60 / 5)) + "; this host, which needs about " + minutes(takes / 60)
                + " for "
                + (offer.batch().sized() ? "a piece of the input" : "one")
                + ", would be done with one after all others, so they are kept for faster hosts, and it gets other work; when nobody took one for "
                + Endings.STANDSTILL_MILLIS / 60_000 + " minutes, they are for any host";
    }

    private static String minutes(double minutes) {
        long whole = Math.max(1, Math.round(minutes));
        return whole == 1 ? "a minute" : whole + " minutes";
    }
}
