package org.manyhands.bench.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param database {@code h2}, {@code mariadb}, or a JDBC address
 * @param user login at a JDBC address
 * @param bufferPoolMegabytes InnoDB's buffer pool, of a MariaDB of the benchmark's own
 * @param hosts how many hosts are played
 * @param seconds how long is measured
 * @param warmUpSeconds how long is played before
 * @param preload work units in all
 * @param waiting of them: those of the batches that wait when it begins; the others are the project's past
 * @param knownHosts hosts of the past, some of which are played
 * @param batches how many batches these are
 * @param perCall results that a call asks for
 * @param connections calls that are made at the same time
 * @param servers 1 or 2
 * @param killServer after how long the second server is killed
 * @param profile whether the server is recorded
 * @param folder where everything is put and left; null for a fresh one that is deleted
 */
record DispatchOptions(
        String database,
        String user,
        int bufferPoolMegabytes,
        int hosts,
        int seconds,
        int warmUpSeconds,
        long preload,
        long waiting,
        int knownHosts,
        int batches,
        int perCall,
        int connections,
        int servers,
        Optional<Duration> killServer,
        boolean profile,
        @Nullable Path folder) {
    /** True when the database gets rows before the project starts. */
    boolean hasPast() {
        return preload > waiting;
    }
}
