package org.manyhands.bench.dispatch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.bench.dispatch.load.Journal;

/**
 * What must be true of the batches of a run once all hosts have returned what they had and the daemons are done: nothing was lost
 * and nothing done twice. Rows are compared with one another, and with what the hosts were told.
 */
final class Consistency {
    private static final int SHOWN = 5;
    private static final String BATCHES = "{batches}";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "a result is still under way (result, state)",
                    "select id, state from result where batch_id in ({batches}) and state in ('IN_PROGRESS', 'RETURNED')"),
            new Rule(
                    "a result ended as none of these hosts lets one end (result, state)",
                    "select id, state from result where batch_id in ({batches})"
                            + " and state in ('INVALID', 'ERRORED', 'TIMED_OUT', 'CANCELLED')"),
            new Rule(
                    "a work unit is neither open nor in the answer (work unit, state)",
                    "select id, state from work_unit where batch_id in ({batches}) and state not in ('OPEN', 'ASSIMILATED')"),
            new Rule(
                    "a work unit that is done has no canonical result that is VALID and its own (work unit, result)",
                    "select w.id, w.canonical_result_id from work_unit w left join result r on r.id = w.canonical_result_id"
                            + " where w.batch_id in ({batches}) and w.state = 'ASSIMILATED'"
                            + " and (r.id is null or r.work_unit_id <> w.id or r.state <> 'VALID')"),
            new Rule(
                    "an open work unit has a canonical result or no copy that waits for a host (work unit, result)",
                    "select w.id, w.canonical_result_id from work_unit w where w.batch_id in ({batches}) and w.state = 'OPEN'"
                            + " and (w.canonical_result_id is not null or not exists"
                            + " (select 1 from result r where r.work_unit_id = w.id and r.state = 'UNSENT'))"),
            new Rule(
                    "a VALID result has not exactly one pending transfer (result, transfers)",
                    "select r.id, count(t.id) from result r left join transfer t on t.result_id = r.id and t.kind = 'PENDING'"
                            + " where r.batch_id in ({batches}) and r.state = 'VALID' group by r.id having count(t.id) <> 1"),
            new Rule(
                    "a pending transfer is for a result that is not VALID (result, state)",
                    "select r.id, r.state from transfer t join result r on r.id = t.result_id"
                            + " where t.batch_id in ({batches}) and t.kind = 'PENDING' and r.state <> 'VALID'"),
            new Rule(
                    "a batch has not as many work units as the generator has cut (batch, cut, work units)",
                    "select b.id, b.unit_cursor, count(w.id) from batch b left join work_unit w on w.batch_id = b.id"
                            + " where b.id in ({batches}) group by b.id, b.unit_cursor having count(w.id) <> b.unit_cursor"));

    private final Connection connection;
    private final String batches;
    private final List<String> problems = new ArrayList<>();

    /** @param batches identifiers, with commas between */
    Consistency(Connection connection, String batches) {
        this.connection = connection;
        this.batches = batches;
    }

    /** What is wrong, in words, at most {@value #SHOWN} of a kind. */
    List<String> problems(Journal told) throws SQLException {
        for (Rule rule : RULES) {
            breaches(rule);
        }
        sentOnce(told);
        Set<Long> accepted = acceptedOnce(told);
        notLost(told, accepted);
        agreesWithRows(accepted);
        return List.copyOf(problems);
    }

    private void breaches(Rule rule) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(SHOWN);
            try (ResultSet rows = statement.executeQuery(rule.query().replace(BATCHES, batches))) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        values.add(String.valueOf(rows.getString(column)));
                    }
                    problems.add(rule.words() + ": " + String.join(", ", values));
                }
            }
        }
    }

    private void sentOnce(Journal told) {
        Kind twice = new Kind();
        Map<Long, Long> hosts = new HashMap<>();
        for (Journal.Dispatched sent : told.dispatched()) {
            Long before = hosts.put(sent.result(), sent.host());
            if (before != null) {
                twice.add("a result was sent twice (result, hosts): " + sent.result() + ", " + before + " and "
                        + sent.host());
            }
        }
    }

    private Set<Long> acceptedOnce(Journal told) {
        Kind twice = new Kind();
        Set<Long> accepted = new HashSet<>();
        for (Long result : told.accepted()) {
            if (!accepted.add(result)) {
                twice.add("a result was acknowledged twice: " + result);
            }
        }
        return accepted;
    }

    private void notLost(Journal told, Set<Long> accepted) {
        Kind lost = new Kind();
        for (Journal.Dispatched sent : told.dispatched()) {
            if (!accepted.contains(sent.result())) {
                lost.add("a result was sent to host " + sent.host() + " and its return never acknowledged: "
                        + sent.result());
            }
        }
    }

    private void agreesWithRows(Set<Long> accepted) throws SQLException {
        Kind unknown = new Kind();
        Set<Long> missing = new HashSet<>(accepted);
        String query = "select id from result where batch_id in (" + batches + ") and state = 'VALID'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                if (!missing.remove(rows.getLong(1))) {
                    unknown.add("a result is VALID whose return no host was told of: " + rows.getLong(1));
                }
            }
        }
        Kind lost = new Kind();
        missing.forEach(result -> lost.add("a result was acknowledged and is not VALID: " + result));
    }

    /** How many work units were sent more than once: with a quorum of one, only for another's sake near a batch's end. */
    static long unitsSentTwice(Journal told) {
        Set<Long> units = new HashSet<>();
        return told.dispatched().stream()
                .filter(sent -> !units.add(sent.unit()))
                .count();
    }

    /** Problems of one kind: the first few are shown. */
    private final class Kind {
        private int found;

        void add(String words) {
            if (found < SHOWN) {
                problems.add(words);
            }
            found++;
        }
    }

    private record Rule(String words, String query) {}
}
