package org.manyhands.db.result;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.query.SelectionQuery;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;

/** Sums over results, for people and for estimates. */
final class ResultCounts {
    private static final String TALLY = Stream.of(ResultState.values())
            .filter(state -> state != ResultState.UNSENT)
            .map(ResultCounts::tally)
            .collect(Collectors.joining(" union all "));

    /** The equality columns lead the order, so that index {@code result_batch_state} gives the rows in order. */
    private static final String RETURN_TIMES = "select r.returned_at from result r where r.batch_id = :batch and"
            + " r.state = :state order by r.batch_id desc, r.state desc, r.id desc";

    /** There is no index by time: it would be written with each result. Those made last are those that came back last, but for a few that were under way for long. */
    private static final int RETURNS_READ = 2_000;

    private ResultCounts() {}

    static Map<ResultState, Long> ofBatch(Tx tx, BatchId batch) {
        return counts(count(tx, "where r.batchId = :batch").setParameter("batch", batch.value()));
    }

    static Map<ResultState, Long> ofHost(Tx tx, HostId host) {
        return counts(count(tx, "where r.hostId = :host").setParameter("host", host.value()));
    }

    static Map<ResultState, Long> ofAll(Tx tx) {
        return counts(count(tx, ""));
    }

    static long fuelAccepted(Tx tx, HostId host) {
        return tx.session()
                .createSelectionQuery(
                        "select coalesce(sum(r.fuel), 0) from ResultEntity r where r.hostId = :host and r.state = :valid",
                        Long.class)
                .setParameter("host", host.value())
                .setParameter("valid", ResultState.VALID.name())
                .getSingleResult();
    }

    /** No more than {@code most} of a state are read, by index; of VALID results the newest. */
    static HostTally tally(Tx tx, HostId host, int most) {
        Map<ResultState, Long> counts = new EnumMap<>(ResultState.class);
        long fuel = 0;
        for (Object[] row : tx.sql(TALLY, Object[].class)
                .setParameter("host", host.value())
                .setParameter("most", most)
                .getResultList()) {
            long number = ((Number) row[1]).longValue();
            if (number > 0) {
                counts.put(ResultState.valueOf((String) row[0]), number);
            }
            fuel += ((Number) row[2]).longValue();
        }
        return new HostTally(counts, fuel);
    }

    private static String tally(ResultState state) {
        String fuel = state == ResultState.VALID ? "r.fuel" : "0";
        return "select '" + state
                + "' as state, count(*) as copies, coalesce(sum(counted.fuel), 0) as fuel from (select " + fuel
                + " as fuel from result r where r.host_id = :host and r.state = '" + state
                + "' order by r.host_id desc, r.state desc, r.id desc limit :most) counted";
    }

    static List<Long> returnTimes(Tx tx, BatchId batch, int limit) {
        List<Long> times = Stream.of(ResultState.RETURNED, ResultState.VALID)
                .flatMap(state -> tx
                        .sql(RETURN_TIMES, Long.class)
                        .setParameter("batch", batch.value())
                        .setParameter("state", state.name())
                        .setMaxResults(RETURNS_READ)
                        .getResultList()
                        .stream())
                .sorted()
                .toList();
        return times.subList(Math.max(0, times.size() - limit), times.size());
    }

    private static SelectionQuery<Object[]> count(Tx tx, String where) {
        return tx.session()
                .createSelectionQuery(
                        "select r.state, count(*) from ResultEntity r " + where + " group by r.state", Object[].class);
    }

    private static Map<ResultState, Long> counts(SelectionQuery<Object[]> query) {
        return Lists.counts(ResultState.class, query.getResultList());
    }
}
