package org.manyhands.db.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.RowUpdate;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** The accounts' sums. Each change is one statement, so two spendings at once cannot both pass the check. */
final class LedgerAccounts {
    private static final Comparator<LedgerAccount> ORDER =
            Comparator.comparing(LedgerAccount::kind).thenComparingLong(LedgerAccount::owner);

    private static final RowUpdate PROMISED =
            new RowUpdate("ledger_account", "id", List.of(new RowUpdate.Setting("pending_in", true)), null);

    private final Ids ids;

    LedgerAccounts(Ids ids) {
        this.ids = ids;
    }

    Optional<LedgerAccountEntity> find(Tx tx, LedgerAccount account) {
        return tx.session()
                .createSelectionQuery(
                        "from LedgerAccountEntity a where a.kind = :kind and a.ownerId = :owner",
                        LedgerAccountEntity.class)
                .setParameter("kind", account.kind().name())
                .setParameter("owner", account.owner())
                .uniqueResultOptional();
    }

    List<LedgerAccountEntity> byIds(Tx tx, List<Long> accountIds) {
        return tx.session()
                .createSelectionQuery("from LedgerAccountEntity a where a.id in :ids", LedgerAccountEntity.class)
                .setParameterList("ids", accountIds)
                .getResultList();
    }

    /** The account's row id; makes the row when it is missing. */
    long id(Tx tx, LedgerAccount account) {
        return find(tx, account).map(row -> row.id).orElseGet(() -> {
            LedgerAccountEntity row = empty(account);
            tx.session().insert(row);
            return row.id;
        });
    }

    /** The rows' ids of these accounts; makes those that are missing. */
    Map<LedgerAccount, Long> ids(Tx tx, Stream<LedgerAccount> accounts) {
        Set<LedgerAccount> wanted = accounts.collect(Collectors.toSet());
        Map<LedgerAccount, Long> found = new HashMap<>();
        for (List<LedgerAccount> chunk : Lists.chunks(wanted)) {
            // By owner alone: given a kind, H2 would go by that, through the accounts of all hosts.
            tx.session()
                    .createSelectionQuery(
                            "select a.kind, a.ownerId, a.id from LedgerAccountEntity a where a.ownerId in :owners",
                            Object[].class)
                    .setParameterList(
                            "owners", chunk.stream().map(LedgerAccount::owner).toList())
                    .getResultList()
                    .forEach(row -> found.put(
                            new LedgerAccount(LedgerAccountKind.valueOf((String) row[0]), (Long) row[1]),
                            (Long) row[2]));
        }
        List<LedgerAccountEntity> missing = new ArrayList<>();
        wanted.stream()
                .filter(account -> !found.containsKey(account))
                .sorted(ORDER)
                .forEach(account -> {
                    LedgerAccountEntity row = empty(account);
                    found.put(account, row.id);
                    missing.add(row);
                });
        tx.insertAll(missing);
        return found;
    }

    /** Promises sums: takes them from accounts that have them, gives them to others. In one order everywhere: first those that pay, then by owner. */
    void promise(
            Tx tx, Map<LedgerAccount, Long> taken, Map<LedgerAccount, Long> given, Function<LedgerAccount, Long> ids) {
        taken.keySet().stream()
                .sorted(ORDER)
                .forEach(account ->
                        take(tx, account, ids.apply(account), Objects.requireNonNull(taken.get(account)), true));
        PROMISED.write(
                tx,
                given.keySet().stream()
                        .sorted(ORDER)
                        .map(account -> new RowUpdate.Row(
                                ids.apply(account), null, List.of(Objects.requireNonNull(given.get(account)))))
                        .toList());
    }

    private LedgerAccountEntity empty(LedgerAccount account) {
        LedgerAccountEntity row = new LedgerAccountEntity();
        row.id = ids.next("ledger_account");
        row.kind = account.kind().name();
        row.ownerId = account.owner();
        return row;
    }

    /** Takes credit that is there. Refuses INSUFFICIENT_FUNDS; only ISSUANCE may go below zero. */
    void take(Tx tx, LedgerAccount account, long id, long amount, boolean pending) {
        String column = pending ? "pendingOut" : "postedOut";
        int changed = tx.session()
                .createMutationQuery("update LedgerAccountEntity a set a." + column + " = a." + column + " + :amount"
                        + " where a.id = :id"
                        + (account.kind() == LedgerAccountKind.ISSUANCE
                                ? ""
                                : " and a.postedIn - a.postedOut - a.pendingOut >= :amount"))
                .setParameter("amount", amount)
                .setParameter("id", id)
                .executeUpdate();
        if (changed == 0) {
            long available =
                    find(tx, account).map(row -> row.toBalance().available()).orElse(0L);
            throw new RefusedException(
                    ErrorCode.INSUFFICIENT_FUNDS,
                    "the " + account.words() + " has " + available + " microcredits available, and " + amount
                            + " are needed; earn or be granted more, or ask for less");
        }
    }

    void give(Tx tx, long id, long amount, boolean pending) {
        String column = pending ? "pendingIn" : "postedIn";
        tx.session()
                .createMutationQuery("update LedgerAccountEntity a set a." + column + " = a." + column + " + :amount"
                        + " where a.id = :id")
                .setParameter("amount", amount)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** A promise ends: its amount leaves the pending sums, and enters the posted ones when {@code posted}. */
    void resolve(Tx tx, long debitId, long creditId, long amount, boolean posted) {
        long moved = posted ? amount : 0;
        tx.session()
                .createMutationQuery("update LedgerAccountEntity a set a.pendingOut = a.pendingOut - :amount,"
                        + " a.postedOut = a.postedOut + :moved where a.id = :id")
                .setParameter("amount", amount)
                .setParameter("moved", moved)
                .setParameter("id", debitId)
                .executeUpdate();
        tx.session()
                .createMutationQuery("update LedgerAccountEntity a set a.pendingIn = a.pendingIn - :amount,"
                        + " a.postedIn = a.postedIn + :moved where a.id = :id")
                .setParameter("amount", amount)
                .setParameter("moved", moved)
                .setParameter("id", creditId)
                .executeUpdate();
    }
}
