package org.manyhands.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.QueryPlans;
import org.manyhands.db.testing.TestDatabase;

/** What is asked thousands of times a second must not read a whole table: the databases say how they would carry it out. */
class HotPathPlanTest extends DatabaseContract {
    private final HotPath path = new HotPath(test, world);

    HotPathPlanTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void busy() throws SQLException {
        path.fill();
    }

    @Test
    void no_statement_of_the_hot_path_reads_a_whole_table() throws SQLException {
        assertThat(QueryPlans.scans(test, path::walk)).isEmpty();
    }

    @Test
    void a_statement_that_reads_a_whole_table_is_named() throws SQLException {
        assertThat(QueryPlans.scans(test, () -> tx(tx -> db.hosts().countSeenSince(tx, 7))))
                .singleElement()
                .asString()
                .contains("contact_at");
    }
}
