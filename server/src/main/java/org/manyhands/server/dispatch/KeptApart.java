package org.manyhands.server.dispatch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.result.Origin;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.Separation;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchSpec.Target;

/** Which hosts may not have copies of one work unit: those of one account always, others as the project has it, where copies are compared. */
public final class KeptApart {
    /** Those of one account only. */
    public static final KeptApart BY_ACCOUNT = new KeptApart(Separation.OFF);

    /** A claim is given up some time after an error, so that it is asked for again after this. */
    private static final long ERROR_MILLIS = 60_000;

    private final Separation separation;

    public KeptApart(Separation separation) {
        this.separation = separation;
    }

    /** The rule for the work units of a batch: none but the account's where no two copies are held against each other, or where its hosts were named. */
    public Separation of(Batch batch) {
        boolean compared = batch.quorum() > 1 || batch.spec().errorRate() > 0;
        Target target = batch.spec().target();
        boolean chosen = target != null && target.names();
        return compared && !chosen ? separation : Separation.OFF;
    }

    /** Who has copies of these work units. Reads only what the copies do not say, and nothing where accounts alone count. */
    public Map<WorkUnitId, Map<AccountId, Claim>> claims(
            Tx tx, Database database, Map<WorkUnitId, List<Result>> copies) {
        Map<WorkUnitId, Map<AccountId, Origin>> origins = database.results().origins(tx, copies.keySet(), separation);
        Map<WorkUnitId, Map<AccountId, Claim>> claims = new HashMap<>();
        copies.forEach((unit, all) -> {
            Map<AccountId, Origin> known = origins.getOrDefault(unit, Map.of());
            Map<AccountId, Claim> found = new HashMap<>();
            for (Result copy : all) {
                claim(copy, tx.nowMillis(), known)
                        .forEach(each -> found.merge(
                                each.getKey(),
                                each.getValue(),
                                (one, other) -> one.untilMillis() >= other.untilMillis() ? one : other));
            }
            claims.put(unit, found);
        });
        return claims;
    }

    private static Stream<Map.Entry<AccountId, Claim>> claim(
            Result copy, long nowMillis, Map<AccountId, Origin> origins) {
        AccountId account = copy.account();
        return switch (copy.state()) {
            case UNSENT, TIMED_OUT -> Stream.empty();
            case IN_PROGRESS -> claim(account, copy.deadlineMillis(), origins);
            case ERRORED -> claim(account, nowMillis + ERROR_MILLIS, origins);
            case RETURNED, VALID, INVALID, CANCELLED, NOT_NEEDED -> claim(account, Long.MAX_VALUE, origins);
        };
    }

    private static Stream<Map.Entry<AccountId, Claim>> claim(
            @Nullable AccountId account, long untilMillis, Map<AccountId, Origin> origins) {
        return account == null
                ? Stream.empty()
                : Stream.of(Map.entry(account, new Claim(untilMillis, origins.getOrDefault(account, Origin.ANYWHERE))));
    }

    /** Whether one of these claims keeps a copy from a host now, and until when. */
    static Optional<Closed> closed(Separation separation, Seeker seeker, Map<AccountId, Claim> claims, long nowMillis) {
        Claim own = claims.get(seeker.account());
        if (own != null && own.untilMillis() > nowMillis) {
            return Optional.of(new Closed(Closed.By.ACCOUNT, own.untilMillis()));
        }
        if (separation.isOn()) {
            for (Claim claim : claims.values()) {
                Optional<Separation.Nearness> nearness = separation.between(seeker.origin(), claim.origin());
                if (nearness.isPresent() && claim.untilMillis() > nowMillis) {
                    return Optional.of(new Closed(Closed.By.of(nearness.get()), claim.untilMillis()));
                }
            }
        }
        return Optional.empty();
    }

    /** The same for a work unit of a batch. */
    public Optional<Closed> closed(Batch batch, Seeker seeker, Map<AccountId, Claim> claims, long nowMillis) {
        return closed(of(batch), seeker, claims, nowMillis);
    }
}
