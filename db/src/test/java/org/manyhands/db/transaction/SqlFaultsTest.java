package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFaultsTest {
    @ParameterizedTest
    @ValueSource(ints = {1213, 1205, 1020, 1062, 40_001, 50_200, 90_131, 23_505})
    void conflicts_are_known_by_their_code_however_deep_they_lie(int code) {
        assertThat(SqlFaults.isConflict(wrapped(new SQLException("x", "HY000", code))))
                .isTrue();
        assertThat(SqlFaults.isUnavailable(wrapped(new SQLException("x", "HY000", code))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {90_067, 90_121, 90_098, 90_020, 1040, 1053, 2013})
    void an_absent_database_is_known_by_its_code(int code) {
        assertThat(SqlFaults.isUnavailable(wrapped(new SQLException("x", "HY000", code))))
                .isTrue();
        assertThat(SqlFaults.isConflict(wrapped(new SQLException("x", "HY000", code))))
                .isFalse();
    }

    @Test
    void states_of_the_standard_count_too() {
        assertThat(SqlFaults.isConflict(new SQLException("serialization failure", "40001", 0)))
                .isTrue();
        assertThat(SqlFaults.isUnavailable(new SQLException("communications link failure", "08S01", 0)))
                .isTrue();
        assertThat(SqlFaults.isUnavailable(new SQLTransientConnectionException("the pool gave up waiting")))
                .isTrue();
    }

    @Test
    void every_other_fault_is_neither_so_that_it_is_seen() {
        for (Throwable fault : new Throwable[] {
            wrapped(new SQLException("syntax error", "42000", 42_001)),
            wrapped(new SQLException("value too long", "22001", 22_001)),
            new IllegalStateException("a mistake of ours")
        }) {
            assertThat(SqlFaults.isConflict(fault)).isFalse();
            assertThat(SqlFaults.isUnavailable(fault)).isFalse();
        }
    }

    @Test
    void a_full_disk_and_a_database_that_closed_itself_are_told_apart_from_one_that_may_come_back() {
        SQLException full =
                new SQLException("IO Exception", "90031", 90_031, new IOException("No space left on device"));
        SQLException closed = new SQLException("The database has been closed", "90098", 90_098);
        SQLException stopping = new SQLException("Database is already closed", "90121", 90_121);
        Throwable fullFileStore = new IllegalStateException(new IOException("No space left on device"));

        assertThat(SqlFaults.isOutOfSpace(wrapped(full))).isTrue();
        assertThat(SqlFaults.isUnavailable(wrapped(full))).isTrue();
        assertThat(SqlFaults.isClosedForGood(wrapped(full))).isTrue();
        assertThat(SqlFaults.isOutOfSpace(wrapped(closed))).isFalse();
        assertThat(SqlFaults.isClosedForGood(wrapped(closed))).isTrue();
        assertThat(SqlFaults.isClosedForGood(wrapped(stopping))).isFalse();
        assertThat(SqlFaults.isOutOfSpace(fullFileStore)).isFalse();
    }

    @Test
    void causes_that_go_round_in_a_circle_end() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);
        assertThat(SqlFaults.isConflict(one)).isFalse();
    }

    private static Throwable wrapped(SQLException fault) {
        return new IllegalStateException("outer", new IllegalArgumentException("inner", fault));
    }
}
