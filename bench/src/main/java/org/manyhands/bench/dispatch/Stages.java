package org.manyhands.bench.dispatch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far the batches of a run are, counted in the database.
 *
 * @param total work units that they will have
 * @param created work units that the generator has cut
 * @param assimilated work units whose canonical result is in the answer
 */
record Stages(long total, long created, long assimilated) {
    static Stages count(Connection connection, String batches) throws SQLException {
        String assimilated =
                "select count(*) from work_unit where batch_id in (" + batches + ") and state = 'ASSIMILATED'";
        String cut = "select sum(total_units), sum(unit_cursor) from batch where id in (" + batches + ")";
        try (Statement statement = connection.createStatement()) {
            long ended;
            try (ResultSet rows = statement.executeQuery(assimilated)) {
                rows.next();
                ended = rows.getLong(1);
            }
            try (ResultSet rows = statement.executeQuery(cut)) {
                rows.next();
                return new Stages(rows.getLong(1), rows.getLong(2), ended);
            }
        }
    }
}
