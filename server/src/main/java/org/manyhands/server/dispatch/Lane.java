package org.manyhands.server.dispatch;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.manyhands.db.result.Separation;
import org.manyhands.db.schedule.SizeClasses;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;

/** The ready results of one batch, priority and size class, by work unit, in order. Guarded by {@link ReadyWork}. */
final class Lane {
    private static final int MOST_PLACES = 10_000;

    private final Key key;
    private final Offer offer;
    private final Separation separation;
    private final TreeMap<Long, ReadyUnit> units = new TreeMap<>();
    private int copies;
    private int known;

    /** Where a host goes on looking: it may have none of those before, for some time. */
    private final Map<Seeker, Place> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seeker, Place> eldest) {
            return size() > MOST_PLACES;
        }
    };

    /** @param separation which hosts may not have copies of one of its work units besides those of one account */
    Lane(Key key, Offer offer, Separation separation) {
        this.key = key;
        this.offer = offer;
        this.separation = separation;
    }

    Key key() {
        return key;
    }

    Offer offer() {
        return offer;
    }

    /** How many pieces of the input each of its work units has at least. */
    int leastPieces() {
        return key.sizeClass() == 0 ? 1 : SizeClasses.pieces(key.sizeClass() - 1) + 1;
    }

    /** How many results are ready here. */
    int copies() {
        return copies;
    }

    /** How many results are ready here of work units of which nobody has or had a copy, as far as is known. */
    int unclaimed() {
        return units.values().stream()
                .filter(unit -> !unit.isClaimed())
                .mapToInt(ReadyUnit::size)
                .sum();
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

    /** The account's claim on a unit ended before its time: whom it kept away looks from the start again. */
    void lookAgain(AccountId account) {
        if (separation.isOn()) {
            places.clear();
        } else {
            places.remove(Seeker.anywhere(account));
        }
    }

    /**
     * Offers the units that a host may have, in order, until it has enough of them.
     *
     * @param most how many units are looked at
     * @param passed is told by what those are closed to it that are, also those that it need not look at
     * @param take takes a copy of the unit and claims it, or does not; false when no more are wanted
     * @return how many units were looked at
     */
    int offer(
            Seeker asker,
            long nowMillis,
            int most,
            Set<Closed.By> passed,
            Predicate<ReadyUnit> wanted,
            Predicate<ReadyUnit> take) {
        Seeker seeker = separation.isOn() ? asker : Seeker.anywhere(asker.account());
        Place known = places.get(seeker);
        Place place = known == null || known.untilMillis() <= nowMillis ? Place.START : known;
        long from = place.from();
        long until = place.untilMillis();
        EnumSet<Closed.By> behind = EnumSet.copyOf(place.passed());
        boolean allPassed = true;
        int looked = 0;
        boolean more = true;
        for (Iterator<ReadyUnit> each = units.tailMap(from, true).values().iterator();
                more && looked < most && each.hasNext(); ) {
            ReadyUnit unit = each.next();
            looked++;
            Optional<Closed> closed = unit.closed(separation, seeker, nowMillis);
            if (closed.isEmpty() && wanted.test(unit)) {
                more = take.test(unit);
                if (unit.isEmpty()) {
                    each.remove();
                }
                closed = unit.closed(separation, seeker, nowMillis);
            }
            allPassed &= closed.isPresent();
            if (allPassed) {
                from = unit.place() + 1;
                until = Math.min(until, closed.orElseThrow().untilMillis());
                behind.add(closed.orElseThrow().by());
            } else {
                closed.ifPresent(found -> passed.add(found.by()));
            }
        }
        passed.addAll(behind);
        if (from > Place.START.from()) {
            places.put(seeker, new Place(from, until, behind));
        }
        return looked;
    }

    /** A copy was taken by {@link #offer}. */
    void taken() {
        copies--;
    }

    /** Lower priority first, then the older batch, then smaller work units. */
    record Key(int priority, BatchId batch, int sizeClass) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparingInt(Key::priority)
                .thenComparingLong(key -> key.batch().value())
                .thenComparingInt(Key::sizeClass);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Where to look on.
     *
     * @param untilMillis so long all before are closed
     * @param passed by what
     */
    private record Place(long from, long untilMillis, EnumSet<Closed.By> passed) {
        static final Place START = new Place(Long.MIN_VALUE, Long.MAX_VALUE, EnumSet.noneOf(Closed.By.class));
    }
}
