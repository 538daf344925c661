package org.manyhands.bench.dispatch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of the blocks that a server held when it was killed, and of the results that waited for a host at that moment: the blocks must be
 * free when the lease is over, and the other server must send all the results.
 */
final class KillWatch {
    private final Connection connection;
    private final String batches;
    private final long killedNanos = System.nanoTime();
    private final long last;
    private final long waiting;
    private final Map<String, Long> leases;
    private long left;
    private long goneNanos;
    private long freedNanos;

    private KillWatch(Connection connection, String batches, long last) throws SQLException {
        this.connection = connection;
        this.batches = batches;
        this.last = last;
        this.leases = new HashMap<>(leases());
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
        lookAtLeases();
        if (left > 0) {
            left = unsent();
            goneNanos = System.nanoTime();
        }
        return left == 0;
    }

    /** The lease of the server that lives moves on; blocks that nobody holds any more under a lease that never moved were the dead one's. */
    private void lookAtLeases() throws SQLException {
        if (freedNanos != 0 || leases.isEmpty()) {
            return;
        }
        Map<String, Long> now = leases();
        leases.keySet().removeIf(server -> moved(server, now));
        if (!leases.isEmpty() && leases.keySet().stream().noneMatch(now::containsKey)) {
            freedNanos = System.nanoTime();
        }
    }

    private boolean moved(String server, Map<String, Long> now) {
        Long before = leases.get(server);
        Long after = now.get(server);
        return before != null && after != null && after > before;
    }

    /** The last lease of each server that holds blocks. */
    private Map<String, Long> leases() throws SQLException {
        Map<String, Long> leases = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select server, max(lease_until) from dispatch_block where server > '' group by server")) {
            while (rows.next()) {
                leases.put(rows.getString(1), rows.getLong(2));
            }
        }
        return leases;
    }

    String words() {
        String blocks = freedNanos == 0
                ? "it held no block that was seen to become free; "
                : "its blocks were free for the other %d s later; "
                        .formatted(TimeUnit.NANOSECONDS.toSeconds(freedNanos - killedNanos));
        return blocks + results();
    }

    private String results() {
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
