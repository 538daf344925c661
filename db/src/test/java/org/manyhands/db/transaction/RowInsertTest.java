package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;

/** What all rows lack stands in the statement; what one of them has is sent for each. */
class RowInsertTest extends DatabaseContract {
    RowInsertTest(TestDatabase test) {
        super(test);
    }

    @Test
    void rows_that_have_nothing_but_an_identifier_are_all_there() throws SQLException {
        insert(rows(90));

        assertThat(found())
                .hasSize(90)
                .allSatisfy((id, words) -> assertThat(words).isEqualTo(" null 0 false"));
    }

    @Test
    void a_value_that_one_row_has_is_its_own() throws SQLException {
        List<Row> rows = rows(90);
        rows.get(70).state = "DONE";
        rows.get(71).hostId = 7L;
        rows.get(72).judged = true;
        rows.get(73).fuel = -1;

        insert(rows);

        assertThat(found())
                .hasSize(90)
                .containsEntry(70L, " null 0 false")
                .containsEntry(71L, "DONE null 0 false")
                .containsEntry(72L, " 7 0 false")
                .containsEntry(73L, " null 0 true")
                .containsEntry(74L, " null -1 false");
    }

    @Test
    void of_rows_one_of_which_is_there_none_is_inserted() throws SQLException {
        insert(rows(3));

        assertThatThrownBy(() -> insert(rows(20))).isInstanceOf(ConflictException.class);
        assertThat(found()).hasSize(3);
    }

    private static List<Row> rows(int count) {
        return new ArrayList<>(LongStream.rangeClosed(1, count)
                .mapToObj(id -> {
                    Row row = new Row();
                    row.id = id;
                    return row;
                })
                .toList());
    }

    private void insert(List<Row> rows) throws SQLException {
        sql("create table if not exists inserted_row (id bigint not null, state varchar(12) not null, host_id bigint,"
                + " fuel bigint not null, judged boolean not null, constraint inserted_row_id primary key (id))");
        tx(tx -> {
            tx.insertAll(rows);
            return rows;
        });
    }

    private Map<Long, String> found() throws SQLException {
        Map<Long, String> found = new TreeMap<>();
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, state, host_id, fuel, judged from inserted_row")) {
            while (rows.next()) {
                found.put(
                        rows.getLong(1),
                        rows.getString(2) + " " + rows.getObject(3) + " " + rows.getLong(4) + " " + rows.getBoolean(5));
            }
        } finally {
            sql("drop table inserted_row");
        }
        return found;
    }

    private void sql(String words) throws SQLException {
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(words);
        }
    }

    @Table(name = "inserted_row")
    static final class Row {
        long id;
        String state = "";

        @Nullable
        Long hostId;

        long fuel;
        boolean judged;
    }
}
