package org.manyhands.db.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.TransferId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.JournalView;

/** What the journal says of batches, results and accounts. Reads only. */
public final class LedgerViews {
    private final LedgerAccounts accounts;

    LedgerViews(LedgerAccounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Where the credit of a batch is.
     *
     * @param setAsideMicrocredits what its open work units keep, from {@code WorkUnitStore.setAside}
     */
    public BatchView.Credit credit(Tx tx, BatchId batch, long setAsideMicrocredits) {
        Optional<LedgerAccountEntity> escrow = accounts.find(tx, LedgerAccount.escrow(batch));
        if (escrow.isEmpty()) {
            return new BatchView.Credit(0, setAsideMicrocredits, 0, 0, 0);
        }
        LedgerAccountEntity row = escrow.get();
        long returned = tx.session()
                .createSelectionQuery(
                        "select coalesce(sum(t.amount), 0) from TransferEntity t"
                                + " where t.debitId = :escrow and t.kind = :posted",
                        Long.class)
                .setParameter("escrow", row.id)
                .setParameter("posted", TransferKind.POSTED.name())
                .getSingleResult();
        return new BatchView.Credit(
                row.postedIn, setAsideMicrocredits, row.pendingOut, row.postedOut - returned, returned);
    }

    /** The identifiers of all movements that name these results, in order; results that none names have no entry. */
    public Map<ResultId, List<TransferId>> transfers(Tx tx, Collection<ResultId> results) {
        Map<ResultId, List<TransferId>> found = new HashMap<>();
        for (List<ResultId> chunk : Lists.chunks(results)) {
            tx.session()
                    .createSelectionQuery(
                            "select t.resultId, t.id from TransferEntity t where t.resultId in :results order by t.id",
                            Object[].class)
                    .setParameterList(
                            "results", chunk.stream().map(ResultId::value).toList())
                    .getResultList()
                    .forEach(row -> found.computeIfAbsent(new ResultId((Long) row[0]), id -> new ArrayList<>())
                            .add(new TransferId((Long) row[1])));
        }
        return found;
    }

    /** Microcredits pending and released (before fee) for each result. */
    public Map<ResultId, Paid> paid(Tx tx, Collection<ResultId> results) {
        Map<ResultId, Paid> paid = new HashMap<>();
        for (List<ResultId> chunk : Lists.chunks(results)) {
            chunk.forEach(result -> paid.put(result, new Paid(0, 0)));
            tx.session()
                    .createSelectionQuery(
                            "select t.resultId, t.kind, sum(t.amount) from TransferEntity t where t.resultId in :results"
                                    + " and t.kind <> :posted group by t.resultId, t.kind",
                            Object[].class)
                    .setParameterList(
                            "results", chunk.stream().map(ResultId::value).toList())
                    .setParameter("posted", TransferKind.POSTED.name())
                    .getResultList()
                    .forEach(row -> paid.merge(
                            new ResultId((Long) row[0]),
                            Paid.of(TransferKind.valueOf((String) row[1]), ((Number) row[2]).longValue()),
                            Paid::plus));
        }
        return paid;
    }

    /** Balances by kind of account, and the rules that do not hold. Reads the whole journal. */
    public JournalView summary(Tx tx) {
        List<JournalView.Line> lines = tx
                .session()
                .createSelectionQuery(
                        "select a.kind, count(*), sum(a.postedIn), sum(a.postedOut), sum(a.pendingIn), sum(a.pendingOut)"
                                + " from LedgerAccountEntity a group by a.kind order by a.kind",
                        Object[].class)
                .getResultList()
                .stream()
                .map(row -> new JournalView.Line(
                        (String) row[0],
                        number(row[1]),
                        number(row[2]),
                        number(row[3]),
                        number(row[4]),
                        number(row[5])))
                .toList();
        long transfers = tx.session()
                .createSelectionQuery("select count(*) from TransferEntity t", Long.class)
                .getSingleResult();
        return new JournalView(lines, transfers, JournalRules.violations(tx));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** What a result has earned. */
    public record Paid(long pendingMicrocredits, long releasedMicrocredits) {
        private static Paid of(TransferKind kind, long amount) {
            return switch (kind) {
                case PENDING -> new Paid(amount, 0);
                case POST -> new Paid(-amount, amount);
                case VOID -> new Paid(-amount, 0);
                case POSTED -> new Paid(0, 0);
            };
        }

        private Paid plus(Paid other) {
            return new Paid(
                    pendingMicrocredits + other.pendingMicrocredits, releasedMicrocredits + other.releasedMicrocredits);
        }
    }
}
