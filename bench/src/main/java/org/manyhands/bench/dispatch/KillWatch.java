package org.manyhands.bench.dispatch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** What becomes of the results that waited for a host at the moment when a server was killed: the other one must send them all. */
final class KillWatch {
    private final Connection connection;
    private final String batches;
    private final long killedNanos = System.nanoTime();
    private final long last;
    private final long waiting;
    private long left;
    private long goneNanos;

    private KillWatch(Connection connection, String batches, long last) throws SQLException {
        this.connection = connection;
        this.batches = batches;
        this.last = last;
        this.waiting = unsent();
        this.left = waiting;
    }

    /** Kills as {@code kill -9} does. */
    static KillWatch kill(Process server, Connection connection, String batches)
            throws SQLException, InterruptedException {
        server.toHandle().destroyForcibly();
        server.waitFor();
        long last = number(connection, "select max(id) from result where batch_id in (" + batches + ")");
        return new KillWatch(connection, batches, last);
    }

    /** Looks; true when all have gone out. */
    boolean over() throws SQLException {
        if (left > 0) {
            left = unsent();
            goneNanos = System.nanoTime();
        }
        return left == 0;
    }

    String words() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(goneNanos - killedNanos);
        return left == 0
                ? "the %d results that waited when server 2 was killed were all sent %d s later"
                        .formatted(waiting, seconds)
                : "of the %d results that waited when server 2 was killed, %d still wait %d s later"
                        .formatted(waiting, left, seconds);
    }

    private long unsent() throws SQLException {
        return number(
                connection,
                "select count(*) from result where batch_id in (" + batches + ") and state = 'UNSENT' and id <= "
                        + last);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
