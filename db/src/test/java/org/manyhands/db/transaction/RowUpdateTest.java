package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.transaction.RowUpdate.Row;
import org.manyhands.db.transaction.RowUpdate.Setting;

/** Many rows are set at once, each to values of its own, and each answers for itself. */
class RowUpdateTest extends DatabaseContract {
    private static final int ROWS = 3 * Portions.MOST + 16 + 7;
    private static final RowUpdate GUARDED = new RowUpdate(
            "dispatch_block", "id", List.of(new Setting("server"), new Setting("lease_until")), "priority");

    RowUpdateTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void rows() throws SQLException {
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            for (long id = 1; id <= ROWS; id++) {
                statement.addBatch("insert into dispatch_block (id, batch_id, priority, server, lease_until,"
                        + " first_result, last_result, results, created_at) values (" + id + ", 1, " + id % 3
                        + ", '', 5, 1, 1, 1, 0)");
            }
            statement.executeBatch();
        }
    }

    @Test
    void every_row_gets_its_own_values() throws SQLException {
        assertThat(written(GUARDED, guarded(ROWS))).hasSize(ROWS).containsOnly(true);

        assertThat(found())
                .hasSize(ROWS)
                .allSatisfy((id, value) -> assertThat(value).isEqualTo("one " + 10 * id));
    }

    @Test
    void rows_whose_guard_has_changed_stay_and_say_so_and_the_others_are_written() throws SQLException {
        List<Row> rows = guarded(ROWS);
        rows.set(20, new Row(21, 7, List.of("one", 210L)));
        rows.set(150, new Row(987_654, 0, List.of("one", 1L)));

        boolean[] written = written(GUARDED, rows);

        for (int place = 0; place < ROWS; place++) {
            assertThat(written[place]).isEqualTo(place != 20 && place != 150);
        }
        assertThat(found())
                .containsEntry(21L, " 5")
                .containsEntry(151L, " 5")
                .containsEntry(20L, "one 200")
                .containsEntry(150L, "one 1500")
                .containsEntry((long) ROWS, "one " + 10 * ROWS);
    }

    @Test
    void what_was_written_before_a_row_that_is_not_there_stays_written() throws SQLException {
        tx(tx -> {
            GUARDED.write(tx, guarded(Portions.MOST));
            return GUARDED.write(tx, List.of(row(130), row(131), row(132), new Row(987_654, 0, List.of("never", 0L))));
        });

        assertThat(found())
                .containsEntry(1L, "one 10")
                .containsEntry(130L, "one 1300")
                .containsEntry(131L, "one 1310");
    }

    @Test
    void values_may_be_added_to_what_is_there_without_a_guard() throws SQLException {
        RowUpdate adding = new RowUpdate("dispatch_block", "id", List.of(new Setting("lease_until", true)), null);

        written(
                adding,
                LongStream.rangeClosed(1, 9)
                        .mapToObj(id -> new Row(id, null, List.of(id)))
                        .toList());

        assertThat(found()).containsEntry(1L, " 6").containsEntry(9L, " 14").containsEntry(10L, " 5");
    }

    @Test
    void a_value_that_a_column_cannot_hold_changes_no_row() throws SQLException {
        RowUpdate setting = new RowUpdate("dispatch_block", "id", List.of(new Setting("server")), null);

        assertThatThrownBy(() -> written(
                        setting,
                        LongStream.rangeClosed(1, 4)
                                .mapToObj(id -> new Row(id, null, Arrays.asList(id == 3 ? null : "one")))
                                .toList()))
                .hasStackTraceContaining("server");
        assertThat(found()).containsEntry(1L, " 5");
    }

    private boolean[] written(RowUpdate update, List<Row> rows) {
        return tx(tx -> update.write(tx, rows));
    }

    private static List<Row> guarded(int rows) {
        return new ArrayList<>(
                LongStream.rangeClosed(1, rows).mapToObj(RowUpdateTest::row).toList());
    }

    /** As {@link #rows} has made it. */
    private static Row row(long id) {
        return new Row(id, (int) (id % 3), List.of("one", 10 * id));
    }

    /** Server and lease by id. */
    private Map<Long, String> found() throws SQLException {
        Map<Long, String> found = new LinkedHashMap<>();
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, server, lease_until from dispatch_block")) {
            while (rows.next()) {
                found.put(rows.getLong(1), rows.getString(2) + " " + rows.getLong(3));
            }
        }
        return found;
    }
}
