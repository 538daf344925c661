package org.manyhands.server.dispatch;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;

/** The ready results of one batch and priority, by work unit, in order. Guarded by {@link ReadyWork}. */
final class Lane {
    private static final int MOST_PLACES = 10_000;

    private final Key key;
    private final Offer offer;
    private final TreeMap<Long, ReadyUnit> units = new TreeMap<>();
    private int copies;
    private int known;

    /** Where an account goes on looking: it may have none of those before, for some time. */
    private final Map<AccountId, Place> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Place> eldest) {
            return size() > MOST_PLACES;
        }
    };

    Lane(Key key, Offer offer) {
        this.key = key;
        this.offer = offer;
    }

    Key key() {
        return key;
    }

    Offer offer() {
        return offer;
    }

    /** How many results are ready here. */
    int copies() {
        return copies;
    }

    /** One more result of this lane is known, ready or picked. */
    void know() {
        known++;
    }

    /** One left for good; true when it was the last one that is known. */
    boolean forget() {
        known--;
        return known == 0;
    }

    /** Counts a copy that was put into a unit, and shows the unit to everybody when it was not in the lane. */
    void added(ReadyUnit unit) {
        copies++;
        if (units.put(unit.place(), unit) == null) {
            Long last = units.lastKey();
            if (unit.place() != last) {
                // Accounts that are past it have not seen it.
                places.clear();
            }
        }
    }

    /** Counts a copy that was taken out of a unit. */
    void removed(ReadyUnit unit) {
        copies--;
        if (unit.isEmpty()) {
            units.remove(unit.place());
        }
    }

    /** The account's claim on a unit ended before its time: it looks from the start again. */
    void lookAgain(AccountId account) {
        places.remove(account);
    }

    /**
     * Offers the units that an account may have, in order, until it has enough of them.
     *
     * @param most how many units are looked at
     * @param take takes a copy of the unit and claims it, or does not; false when no more are wanted
     * @return how many units were looked at
     */
    int offer(AccountId account, long nowMillis, int most, Predicate<ReadyUnit> wanted, Predicate<ReadyUnit> take) {
        Place known = places.get(account);
        Place place = known == null || known.untilMillis() <= nowMillis ? Place.START : known;
        boolean allPassed = true;
        int looked = 0;
        boolean more = true;
        for (Iterator<ReadyUnit> each =
                        units.tailMap(place.from(), true).values().iterator();
                more && looked < most && each.hasNext(); ) {
            ReadyUnit unit = each.next();
            looked++;
            if (unit.claimedUntil(account, nowMillis) == 0 && wanted.test(unit)) {
                more = take.test(unit);
                if (unit.isEmpty()) {
                    each.remove();
                }
            }
            long until = unit.claimedUntil(account, nowMillis);
            allPassed &= until > 0;
            if (allPassed) {
                place = new Place(unit.place() + 1, Math.min(place.untilMillis(), until));
            }
        }
        if (place.from() > Place.START.from()) {
            places.put(account, place);
        }
        return looked;
    }

    /** A copy was taken by {@link #offer}. */
    void taken() {
        copies--;
    }

    /** Lower priority first, then the older batch. */
    record Key(int priority, BatchId batch) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byPriority = Integer.compare(priority, other.priority);
            return byPriority != 0 ? byPriority : Long.compare(batch.value(), other.batch.value());
        }
    }

    private record Place(long from, long untilMillis) {
        static final Place START = new Place(Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
