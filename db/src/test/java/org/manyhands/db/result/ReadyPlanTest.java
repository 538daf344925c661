package org.manyhands.db.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.id.BatchId;

/** Handing out results must not read the whole table: the databases say how they would find them. */
class ReadyPlanTest extends DatabaseContract {
    ReadyPlanTest(TestDatabase test) {
        super(test);
    }

    @Test
    void results_to_hand_out_are_found_through_an_index() throws Exception {
        BatchId batch = world.cutBatch(300).get(0).batchId();
        String query = ResultStore.READY.replace(":batches", batch.toString()).replace(":account", "7") + " limit 10";
        StringBuilder plan = new StringBuilder();
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            boolean h2 = test.kind() == TestDatabase.Kind.H2;
            statement.execute(h2 ? "analyze" : "analyze table result");
            try (ResultSet rows = statement.executeQuery("explain " + query)) {
                while (rows.next()) {
                    plan.append(
                                    h2
                                            ? rows.getString(1)
                                            : rows.getString("select_type") + " " + rows.getString("table") + " by "
                                                    + rows.getString("key"))
                            .append('\n');
                }
            }
        }
        if (test.kind() == TestDatabase.Kind.H2) {
            assertThat(plan.toString())
                    .contains("PUBLIC.RESULT_STATE: STATE = 'UNSENT'")
                    .contains("index sorted")
                    .doesNotContain("tableScan");
        } else {
            assertThat(plan.toString())
                    .contains("PRIMARY r by result_state")
                    .contains("DEPENDENT SUBQUERY c by result_c")
                    .contains("DEPENDENT SUBQUERY u by result_c");
        }
    }
}
