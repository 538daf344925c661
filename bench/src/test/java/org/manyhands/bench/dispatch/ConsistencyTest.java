package org.manyhands.bench.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.manyhands.bench.dispatch.load.Journal;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;

/** Each fault that the check is there to find is planted once; without one it finds nothing. */
class ConsistencyTest {
    private static final long HOST = 7;
    private static final String NEW_TRANSFER =
            "insert into transfer (id, kind, debit_id, credit_id, amount, reason, movement_key, batch_id, result_id, held_until,"
                    + " created_at) select %d, 'PENDING', min(id), min(id), 1, '', 'planted %d', %d, %d, 0, 0 from ledger_account";

    private final TestDatabase test = TestDatabase.h2();
    private Connection connection;
    private String batch;
    private long unit;
    private long done;
    private long waiting;
    private List<Journal.Dispatched> sent;
    private List<Long> accepted;

    /** Two work units with a copy each: one is done, the other waits. */
    @BeforeEach
    void aSmallRun() throws SQLException {
        test.reset();
        connection = test.connect();
        List<WorkUnit> units = new World(test.database()).cutBatch(2);
        batch = units.get(0).batchId().toString();
        unit = units.get(0).id().value();
        run("delete from result where copy_number = 1");
        done = number("select id from result where work_unit_id = " + unit);
        waiting = number("select id from result where work_unit_id <> " + unit);
        run("update result set state = 'VALID' where id = " + done);
        run("update work_unit set state = 'ASSIMILATED', canonical_result_id = " + done + " where id = " + unit);
        run(NEW_TRANSFER.formatted(900_001, 1, Long.parseLong(batch), done));
        sent = new ArrayList<>(List.of(new Journal.Dispatched(done, unit, HOST)));
        accepted = new ArrayList<>(List.of(done));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void nothing_is_wrong_with_a_run_that_went_well() throws SQLException {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update result set state = 'IN_PROGRESS' where id = WAITING         | a result is still under way
            update result set state = 'RETURNED' where id = WAITING            | a result is still under way
            update result set state = 'TIMED_OUT' where id = DONE              | ended as none of these hosts lets one end
            update work_unit set state = 'VALIDATED' where id = UNIT           | neither open nor in the answer
            update work_unit set canonical_result_id = null where id = UNIT    | no canonical result that is VALID and its own
            update work_unit set canonical_result_id = WAITING where id = UNIT | no canonical result that is VALID and its own
            update work_unit set state = 'OPEN' where id = UNIT                | an open work unit has a canonical result
            delete from result where id = WAITING                              | no copy that waits for a host
            delete from transfer where id = 900001                             | has not exactly one pending transfer
            update batch set unit_cursor = 3                                   | not as many work units as the generator has cut
            """)
    void a_row_that_is_wrong_is_found(String fault, String words) throws SQLException {
        run(fault.replace("WAITING", Long.toString(waiting))
                .replace("DONE", Long.toString(done))
                .replace("UNIT", Long.toString(unit)));
        assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains(words));
    }

    @Test
    void a_second_payment_is_found() throws SQLException {
        run(NEW_TRANSFER.formatted(900_002, 2, Long.parseLong(batch), done));
        assertThat(problems()).singleElement().asString().contains("exactly one pending transfer", done + ", 2");
    }

    @Test
    void a_payment_for_nothing_is_found() throws SQLException {
        run(NEW_TRANSFER.formatted(900_002, 2, Long.parseLong(batch), waiting));
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("for a result that is not VALID", waiting + ", UNSENT");
    }

    @Test
    void a_result_that_two_hosts_were_sent_is_found() throws SQLException {
        sent.add(new Journal.Dispatched(done, unit, HOST + 1));
        assertThat(problems()).singleElement().asString().contains("sent twice", "7 and 8");
        assertThat(Consistency.unitsSentTwice(new Journal(sent, accepted))).isEqualTo(1);
    }

    @Test
    void a_report_that_was_acknowledged_twice_is_found() throws SQLException {
        accepted.add(done);
        assertThat(problems()).singleElement().asString().contains("acknowledged twice", Long.toString(done));
    }

    @Test
    void a_result_that_never_came_back_is_found() throws SQLException {
        sent.add(new Journal.Dispatched(waiting, unit + 1, HOST));
        assertThat(problems()).singleElement().asString().contains("never acknowledged", Long.toString(waiting));
    }

    @Test
    void an_acknowledged_result_without_its_row_is_found() throws SQLException {
        accepted.add(waiting);
        assertThat(problems()).singleElement().asString().contains("acknowledged and is not VALID");
    }

    @Test
    void a_valid_result_that_no_host_returned_is_found() throws SQLException {
        sent.clear();
        accepted.clear();
        assertThat(problems()).singleElement().asString().contains("VALID whose return no host was told of");
    }

    @Test
    void of_many_faults_of_a_kind_a_few_are_shown() throws SQLException {
        for (long number = 1; number <= 100; number++) {
            accepted.add(1_000_000 + number);
        }
        assertThat(problems()).hasSize(5);
    }

    private List<String> problems() throws SQLException {
        return new Consistency(connection, batch).problems(new Journal(sent, accepted));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
