package org.manyhands.db.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.id.BatchId;

/** Claiming blocks must not read the whole table: the databases say how they would find them. */
class DispatchPlanTest extends DatabaseContract {
    DispatchPlanTest(TestDatabase test) {
        super(test);
    }

    @Test
    void free_blocks_are_found_in_order_through_an_index() throws Exception {
        BatchId batch = manyBlocks();

        String plan = plan(DispatchBlocks.FREE.replace(":batch", batch.toString()) + " limit 10");

        assertThat(plan).contains("DISPATCH_BLOCK_SERVER").doesNotContain("FILESORT", "TABLESCAN");
        if (test.kind() == TestDatabase.Kind.H2) {
            assertThat(plan).contains("INDEX SORTED");
        }
    }

    @Test
    void blocks_whose_leases_are_over_are_found_through_an_index() throws Exception {
        manyBlocks();

        assertThat(plan(DispatchBlocks.OVERDUE.replace(":now", "17")))
                .contains("DISPATCH_BLOCK_SERVER")
                .doesNotContain("TABLESCAN");
    }

    @Test
    void batches_with_free_blocks_are_found_through_an_index() throws Exception {
        manyBlocks();

        assertThat(plan(DispatchBlocks.BATCHES))
                .contains("DISPATCH_BLOCK_SERVER")
                .doesNotContain("TABLESCAN");
    }

    private BatchId manyBlocks() throws SQLException {
        BatchId batch = world.cutBatch(1).get(0).batchId();
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            for (int block = 1; block <= 2_000; block++) {
                statement.addBatch("insert into dispatch_block (id, batch_id, priority, server, lease_until,"
                        + " first_result, last_result, results, created_at) values (" + (1_000_000 + block) + ", "
                        + (block % 7 == 0 ? batch.value() : 900_000 + block % 50) + ", 0, "
                        + (block % 40 == 0 ? "'one', 50" : "'', 0") + ", 1, 2, 2, 0)");
            }
            statement.executeBatch();
            statement.execute(test.kind() == TestDatabase.Kind.H2 ? "analyze" : "analyze table dispatch_block");
        }
        return batch;
    }

    private String plan(String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain " + query)) {
            while (rows.next()) {
                if (test.kind() == TestDatabase.Kind.H2) {
                    plan.append(rows.getString(1));
                } else {
                    assertThat(rows.getString("type")).isNotEqualTo("ALL");
                    plan.append(rows.getString("key")).append(' ').append(rows.getString("Extra"));
                }
            }
        }
        return plan.toString().toUpperCase(java.util.Locale.ROOT);
    }
}
