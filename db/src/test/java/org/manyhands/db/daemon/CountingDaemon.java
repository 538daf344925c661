package org.manyhands.db.daemon;

import java.util.Map;
import org.manyhands.db.batch.BatchState;

/** A daemon for tests: each pass reads the database and says so. */
public final class CountingDaemon {
    private CountingDaemon() {}

    public static void main(String[] arguments) {
        System.exit(Daemon.run("counting-daemon", arguments, (database, files) -> {
            Map<BatchState, Long> counts =
                    database.inTransaction(tx -> database.batches().counts(tx));
            System.out.println("pass: " + counts.size() + " states");
            return 0;
        }));
    }
}
