package org.manyhands.server.dispatch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.Separation;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.ResultId;

/** A work unit with copies that are ready, and the accounts that may have none of them. Guarded by {@link ReadyWork}. */
final class ReadyUnit {
    private final WorkUnit unit;
    private final Lane lane;
    private final long place;
    private final ArrayDeque<Result> copies = new ArrayDeque<>();
    private final Map<AccountId, Claim> claims = new HashMap<>(4);

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

    void claim(AccountId account, Claim claim) {
        claims.put(account, claim);
    }

    boolean isClaimed() {
        return !claims.isEmpty();
    }

    void giveUpClaim(AccountId account) {
        claims.remove(account);
    }

    /** What keeps a copy from a host, as far as is known. */
    Optional<Closed> closed(Separation separation, Seeker seeker, long nowMillis) {
        return KeptApart.closed(separation, seeker, claims, nowMillis);
    }
}
