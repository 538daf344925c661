package org.manyhands.db.ledger;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.TransferId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * The journal. Rows are never updated or deleted. Every movement has a key of its own and happens at most once: a repeat with the same key changes nothing.
 * Accounts' sums and the list of promises that still stand are kept beside it; {@link #violations} holds them against it.
 */
public final class Ledger {
    private final Ids ids;
    private final LedgerAccounts accounts;
    private final LedgerViews views;

    public Ledger(Ids ids) {
        this.ids = ids;
        this.accounts = new LedgerAccounts(ids);
        this.views = new LedgerViews(accounts);
    }

    /** What only reads, to be shown to people. */
    public LedgerViews views() {
        return views;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(LedgerAccountEntity.class, TransferEntity.class, PendingTransferEntity.class);
    }

    /** Moves credit at once. Refuses INSUFFICIENT_FUNDS when {@code from} (any but ISSUANCE) has less available. False when the key was there. */
    public boolean post(
            Tx tx,
            LedgerAccount from,
            LedgerAccount to,
            long microcredits,
            String reason,
            String key,
            @Nullable BatchId batch) {
        requireAmount(microcredits);
        if (done(tx, key)) {
            return false;
        }
        TransferEntity row =
                row(tx, TransferKind.POSTED, accounts.id(tx, from), accounts.id(tx, to), microcredits, key);
        row.reason = Lists.clip(reason, 200);
        row.batchId = batch == null ? null : batch.value();
        accounts.take(tx, from, row.debitId, microcredits, false);
        tx.session().insert(row);
        accounts.give(tx, row.creditId, microcredits, false);
        return true;
    }

    /**
     * Promises credit for valid results until the hold is over: each account changes once, by the sum of what concerns it. Refuses all of
     * them (INSUFFICIENT_FUNDS, as {@link #post}) when one account has less available than it is to promise. How many were not promised before.
     */
    public int pendAll(Tx tx, List<Promise> promises, long heldUntilMillis) {
        promises.forEach(promise -> requireAmount(promise.microcredits()));
        List<Promise> open = promises(tx, promises);
        Map<LedgerAccount, Long> taken = new HashMap<>();
        Map<LedgerAccount, Long> given = new HashMap<>();
        for (Promise promise : open) {
            taken.merge(promise.from(), promise.microcredits(), Math::addExact);
            given.merge(promise.to(), promise.microcredits(), Math::addExact);
        }
        Map<LedgerAccount, Long> accountIds =
                accounts.ids(tx, Stream.concat(taken.keySet().stream(), given.keySet().stream()));
        Function<LedgerAccount, Long> idOf =
                account -> Optional.ofNullable(accountIds.get(account)).orElseThrow();
        accounts.promise(tx, taken, given, idOf);
        List<TransferEntity> rows = new ArrayList<>(open.size());
        List<PendingTransferEntity> standing = new ArrayList<>(open.size());
        for (Promise promise : open) {
            TransferEntity row = row(
                    tx,
                    TransferKind.PENDING,
                    idOf.apply(promise.from()),
                    idOf.apply(promise.to()),
                    promise.microcredits(),
                    promise.key());
            row.reason = "valid result";
            row.batchId = promise.batch().value();
            row.workUnitId = promise.unit().value();
            row.resultId = promise.result().value();
            row.heldUntil = heldUntilMillis;
            rows.add(row);
            PendingTransferEntity stands = new PendingTransferEntity();
            stands.transferId = row.id;
            stands.heldUntil = heldUntilMillis;
            standing.add(stands);
        }
        tx.insertAll(rows);
        tx.insertAll(standing);
        return rows.size();
    }

    /** Those that were not promised before, each once. */
    private static List<Promise> promises(Tx tx, List<Promise> all) {
        Map<String, Promise> byKey = new LinkedHashMap<>();
        all.forEach(promise -> byKey.putIfAbsent(promise.key(), promise));
        for (List<String> chunk : Lists.chunks(List.copyOf(byKey.keySet()))) {
            tx.session()
                    .createSelectionQuery(
                            "select t.movementKey from TransferEntity t where t.movementKey in :keys", String.class)
                    .setParameterList("keys", chunk)
                    .getResultList()
                    .forEach(byKey::remove);
        }
        return List.copyOf(byKey.values());
    }

    /** Posts a pending transfer and takes the fee (in basis points, rounded down) from the receiver. False when it was posted or voided before. */
    public boolean release(Tx tx, PendingTransfer pending, int feeBasisPoints) {
        Optional<TransferEntity> promise = resolve(tx, pending.id().value(), TransferKind.POST, "hold over");
        promise.ifPresent(row -> takeFee(tx, pending, row, feeBasisPoints));
        return promise.isPresent();
    }

    /**
     * Gives up all that is promised for a result, in the transaction that overturns it. What was posted already stays paid.
     *
     * @return the microcredits given up; empty when nothing was held for it: it was posted or voided before, or never promised
     */
    public OptionalLong voidResult(Tx tx, ResultId result, String reason) {
        List<Long> given = tx
                .session()
                .createSelectionQuery(
                        "select t from TransferEntity t join PendingTransferEntity p on p.transferId = t.id"
                                + " where t.resultId = :result",
                        TransferEntity.class)
                .setParameter("result", result.value())
                .getResultList()
                .stream()
                .filter(row -> resolve(tx, row.id, TransferKind.VOID, reason).isPresent())
                .map(row -> row.amount)
                .toList();
        return given.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(given.stream().mapToLong(Long::longValue).sum());
    }

    /** Pending transfers whose hold is over, those that wait longest first. */
    public List<PendingTransfer> due(Tx tx, int limit) {
        List<TransferEntity> rows = tx.session()
                .createSelectionQuery(
                        "select t from PendingTransferEntity p join TransferEntity t on t.id = p.transferId"
                                + " where p.heldUntil <= :now order by p.heldUntil, p.transferId",
                        TransferEntity.class)
                .setParameter("now", tx.nowMillis())
                .setMaxResults(limit)
                .getResultList();
        Map<Long, LedgerAccount> byId = accounts
                .byIds(
                        tx,
                        rows.stream()
                                .flatMap(row -> Stream.of(row.debitId, row.creditId))
                                .distinct()
                                .toList())
                .stream()
                .collect(Collectors.toMap(account -> account.id, LedgerAccountEntity::toAccount));
        return rows.stream().map(row -> pending(row, byId)).toList();
    }

    /** What a batch has promised and neither posted nor voided. */
    public long pendingOf(Tx tx, BatchId batch) {
        return balance(tx, LedgerAccount.escrow(batch)).pendingOut();
    }

    public Balance balance(Tx tx, LedgerAccount account) {
        return accounts.find(tx, account).map(LedgerAccountEntity::toBalance).orElse(new Balance(0, 0, 0, 0));
    }

    /** Rules of the journal that do not hold, in words: debits = credits, escrow covers what is set aside and pending, nothing spendable below zero, paid never above funded, each payment names a VALID result and the right amount. */
    public List<String> violations(Tx tx) {
        return JournalRules.violations(tx);
    }

    private Optional<TransferEntity> resolve(Tx tx, long pendingId, TransferKind kind, String reason) {
        int standing = tx.session()
                .createMutationQuery("delete from PendingTransferEntity p where p.transferId = :id")
                .setParameter("id", pendingId)
                .executeUpdate();
        if (standing == 0) {
            return Optional.empty();
        }
        TransferEntity promise = tx.session()
                .createSelectionQuery("from TransferEntity t where t.id = :id", TransferEntity.class)
                .setParameter("id", pendingId)
                .getSingleResult();
        TransferEntity row =
                row(tx, kind, promise.debitId, promise.creditId, promise.amount, kind.name() + ":" + promise.id);
        row.reason = Lists.clip(reason, 200);
        row.pendingId = promise.id;
        row.batchId = promise.batchId;
        row.workUnitId = promise.workUnitId;
        row.resultId = promise.resultId;
        tx.session().insert(row);
        accounts.resolve(tx, row.debitId, row.creditId, row.amount, kind == TransferKind.POST);
        return Optional.of(row);
    }

    private void takeFee(Tx tx, PendingTransfer pending, TransferEntity posted, int feeBasisPoints) {
        long fee = BigInteger.valueOf(posted.amount)
                .multiply(BigInteger.valueOf(feeBasisPoints))
                .divide(BigInteger.valueOf(10_000))
                .longValueExact();
        if (fee > 0) {
            TransferEntity row = row(
                    tx,
                    TransferKind.POSTED,
                    posted.creditId,
                    accounts.id(tx, LedgerAccount.FEE),
                    fee,
                    "fee:" + pending.id());
            row.reason = "fee";
            row.batchId = posted.batchId;
            row.workUnitId = posted.workUnitId;
            row.resultId = posted.resultId;
            accounts.take(tx, pending.to(), row.debitId, fee, false);
            tx.session().insert(row);
            accounts.give(tx, row.creditId, fee, false);
        }
    }

    private TransferEntity row(Tx tx, TransferKind kind, long debitId, long creditId, long amount, String key) {
        TransferEntity row = new TransferEntity();
        row.id = ids.next("transfer");
        row.kind = kind.name();
        row.debitId = debitId;
        row.creditId = creditId;
        row.amount = amount;
        row.movementKey = key;
        row.createdAt = tx.nowMillis();
        return row;
    }

    private static boolean done(Tx tx, String key) {
        return tx.session()
                        .createSelectionQuery(
                                "select count(*) from TransferEntity t where t.movementKey = :key", Long.class)
                        .setParameter("key", key)
                        .getSingleResult()
                > 0;
    }

    private static PendingTransfer pending(TransferEntity row, Map<Long, LedgerAccount> accounts) {
        Function<Long, LedgerAccount> account =
                id -> Optional.ofNullable(accounts.get(id)).orElseThrow();
        return new PendingTransfer(
                new TransferId(row.id),
                account.apply(row.debitId),
                account.apply(row.creditId),
                row.amount,
                new BatchId(Optional.ofNullable(row.batchId).orElseThrow()),
                new ResultId(Optional.ofNullable(row.resultId).orElseThrow()),
                row.heldUntil);
    }

    private static void requireAmount(long microcredits) {
        if (microcredits < 0) {
            throw new IllegalArgumentException("a transfer moves 0 or more microcredits, not " + microcredits);
        }
    }

    /**
     * Credit for a valid result.
     *
     * @param rest true for what came later on top of a first promise; once a result
     */
    public record Promise(
            LedgerAccount from,
            LedgerAccount to,
            long microcredits,
            BatchId batch,
            WorkUnitId unit,
            ResultId result,
            boolean rest) {
        /** The first for a result. */
        public Promise(
                LedgerAccount from,
                LedgerAccount to,
                long microcredits,
                BatchId batch,
                WorkUnitId unit,
                ResultId result) {
            this(from, to, microcredits, batch, unit, result, false);
        }

        /** What comes on top. */
        public static Promise ofRest(
                LedgerAccount from,
                LedgerAccount to,
                long microcredits,
                BatchId batch,
                WorkUnitId unit,
                ResultId result) {
            return new Promise(from, to, microcredits, batch, unit, result, true);
        }

        private String key() {
            return "result:" + result + (rest ? ":rest" : "");
        }
    }
}
