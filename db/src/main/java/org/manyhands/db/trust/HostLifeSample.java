package org.manyhands.db.trust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.ApplicationId;

/**
 * Looks at hosts spread evenly over all identifiers, old ones and new ones: a bounded number of rows by primary key, however many there are.
 */
final class HostLifeSample {
    private static final int PLACES = 20;
    private static final int ROWS_OF_PLACE = 500;

    private static final String ENDS =
            "select coalesce(min(t.host_id), 0), coalesce(max(t.host_id), -1) from host_trust t";

    private static final String ROWS = "select t.application_id, t.results, h.contact_at from host_trust t"
            + " join host h on h.id = t.host_id"
            + " where t.host_id >= :from and t.host_id < :to and t.excluded = false"
            + " order by t.host_id, t.application_id";

    private HostLifeSample() {}

    static Map<ApplicationId, HostLives> take(Tx tx, long goneBeforeMillis) {
        Object[] ends = tx.session().createNativeQuery(ENDS, Object[].class).getSingleResult();
        long first = ((Number) ends[0]).longValue();
        long behind = ((Number) ends[1]).longValue() + 1;
        Map<ApplicationId, Lives> found = new HashMap<>();
        for (int place = 0; place < PLACES; place++) {
            long from = first + (behind - first) * place / PLACES;
            long to = first + (behind - first) * (place + 1) / PLACES;
            if (from < to) {
                tx.session()
                        .createNativeQuery(ROWS, Object[].class)
                        .setParameter("from", from)
                        .setParameter("to", to)
                        .setMaxResults(ROWS_OF_PLACE)
                        .getResultList()
                        .forEach(row -> found.computeIfAbsent(
                                        new ApplicationId(((Number) row[0]).longValue()), id -> new Lives())
                                .add(((Number) row[1]).longValue(), ((Number) row[2]).longValue() < goneBeforeMillis));
            }
        }
        Map<ApplicationId, HostLives> lives = new HashMap<>();
        found.forEach((application, all) -> lives.put(application, all.toLives()));
        return lives;
    }

    private static final class Lives {
        private long hosts;
        private long results;
        private final List<Long> ofGone = new ArrayList<>();

        void add(long ofHost, boolean gone) {
            hosts++;
            results += ofHost;
            if (gone) {
                ofGone.add(ofHost);
            }
        }

        HostLives toLives() {
            return new HostLives(hosts, results, ofGone.stream().sorted().toList());
        }
    }
}
