package org.manyhands.db.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * Who has copies of some work units. A look before the unique key of account and work unit says so: two at once end in a conflict, and the second
 * try sees the first's row. Where hosts are kept apart by more than their accounts no key can say so, and the look locks the rows that it reads: of two at
 * once the second waits and sees the first's.
 */
final class Claims {
    private static final String OF_UNITS = "select r.work_unit_id, r.claim_account_id, r.claim_network from result r"
            + " where r.work_unit_id in (:units) and r.claim_account_id is not null";

    private static final String LOCKED = "select r.work_unit_id, r.claim_account_id, r.claim_network from result r"
            + " where r.work_unit_id in (:units) for update";

    private final Map<WorkUnitId, Map<AccountId, Origin>> held = new HashMap<>();

    private Claims() {}

    /** Of the work units that are to be dispatched. */
    static Claims read(Tx tx, List<ResultChange> changes) {
        Set<WorkUnitId> units = new HashSet<>();
        Set<WorkUnitId> apart = new HashSet<>();
        boolean cohorts = false;
        for (ResultChange change : changes) {
            if (change.event() instanceof ResultEvent.Dispatched sent) {
                (sent.separation().isOn() ? apart : units).add(change.result().workUnitId());
                cohorts |= sent.separation().cohortMillis() > 0;
            }
        }
        units.removeAll(apart);
        Claims claims = new Claims();
        claims.held.putAll(find(tx, OF_UNITS, units, false));
        claims.held.putAll(find(tx, LOCKED, apart, cohorts));
        return claims;
    }

    /**
     * Where those stand who have copies.
     *
     * @param cohorts whether to say when accounts were opened
     */
    static Map<WorkUnitId, Map<AccountId, Origin>> of(Tx tx, Collection<WorkUnitId> units, boolean cohorts) {
        return find(tx, OF_UNITS, units, cohorts);
    }

    private static Map<WorkUnitId, Map<AccountId, Origin>> find(
            Tx tx, String query, Collection<WorkUnitId> units, boolean cohorts) {
        Map<WorkUnitId, Map<AccountId, Origin>> found = new HashMap<>();
        Set<Long> accounts = new HashSet<>();
        // In order, so that two who lock the same rows wait for each other instead of locking each other out.
        List<WorkUnitId> ordered = units.stream().sorted().toList();
        for (List<WorkUnitId> chunk : Lists.chunks(ordered)) {
            tx.sql(query, Object[].class)
                    .setParameterList(
                            "units", chunk.stream().map(WorkUnitId::value).toList())
                    .getResultList()
                    .forEach(row -> {
                        if (row[1] != null) {
                            long account = ((Number) row[1]).longValue();
                            accounts.add(account);
                            found.computeIfAbsent(
                                            new WorkUnitId(((Number) row[0]).longValue()),
                                            unit -> new LinkedHashMap<>())
                                    .put(new AccountId(account), new Origin(((Number) row[2]).longValue(), 0));
                        }
                    });
        }
        if (cohorts) {
            Map<Long, Long> opened = opened(tx, accounts);
            found.values()
                    .forEach(byAccount -> byAccount.replaceAll((account, origin) -> origin.network() == 0
                            ? origin
                            : new Origin(origin.network(), opened.getOrDefault(account.value(), 0L))));
        }
        return found;
    }

    private static Map<Long, Long> opened(Tx tx, Set<Long> accounts) {
        Map<Long, Long> opened = new HashMap<>();
        for (List<Long> chunk : Lists.chunks(new ArrayList<>(accounts))) {
            tx.sql("select a.id, a.created_at from account a where a.id in (:accounts)", Object[].class)
                    .setParameterList("accounts", chunk)
                    .getResultList()
                    .forEach(row -> opened.put(((Number) row[0]).longValue(), ((Number) row[1]).longValue()));
        }
        return opened;
    }

    /** Claims a work unit; false, and nothing changed, when somebody has a copy that keeps this one away. */
    boolean add(WorkUnitId unit, ResultEvent.Dispatched sent) {
        Map<AccountId, Origin> others = held.computeIfAbsent(unit, any -> new LinkedHashMap<>());
        if (others.containsKey(sent.account())
                || others.values().stream()
                        .anyMatch(other ->
                                sent.separation().between(sent.origin(), other).isPresent())) {
            return false;
        }
        others.put(sent.account(), sent.origin());
        return true;
    }
}
