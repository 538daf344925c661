package org.manyhands.server.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.manyhands.db.result.Result;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.ResultId;

/** A work unit with copies that are ready, and the accounts that may have none of them. Guarded by {@link ReadyWork}. */
final class ReadyUnit {
    private final WorkUnit unit;
    private final Lane lane;
    private final long place;
    private final ArrayDeque<Result> copies = new ArrayDeque<>();
    /** Until when an account is known to have a copy, milliseconds of the database's clock. */
    private final Map<AccountId, Long> claims = new HashMap<>(4);

    private int known;

    /** @param place the order in its lane */
    ReadyUnit(WorkUnit unit, Lane lane, long place) {
        this.unit = unit;
        this.lane = lane;
        this.place = place;
    }

    WorkUnit unit() {
        return unit;
    }

    Lane lane() {
        return lane;
    }

    long place() {
        return place;
    }

    /** True when none of its copies is ready. */
    boolean isEmpty() {
        return copies.isEmpty();
    }

    /** One more copy is known, ready or picked. */
    void know() {
        known++;
    }

    /** One copy left for good; true when it was the last one that is known. */
    boolean forget() {
        known--;
        return known == 0;
    }

    int size() {
        return copies.size();
    }

    void add(Result copy) {
        copies.addLast(copy);
    }

    void addFirst(Result copy) {
        copies.addFirst(copy);
    }

    /** The copy that {@link #take} would take. */
    Result first() {
        return copies.getFirst();
    }

    Result take() {
        return copies.removeFirst();
    }

    boolean remove(ResultId id) {
        for (Iterator<Result> each = copies.iterator(); each.hasNext(); ) {
            if (each.next().id().equals(id)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    void claim(AccountId account, long untilMillis) {
        claims.put(account, untilMillis);
    }

    void giveUpClaim(AccountId account) {
        claims.remove(account);
    }

    /** Until when this account may have no copy; 0 when it may have one, as far as is known. */
    long claimedUntil(AccountId account, long nowMillis) {
        Long until = claims.get(account);
        return until == null || until <= nowMillis ? 0 : until;
    }
}
