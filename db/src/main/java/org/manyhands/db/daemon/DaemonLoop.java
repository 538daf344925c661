package org.manyhands.db.daemon;

import java.util.concurrent.Callable;
import org.manyhands.db.transaction.SqlFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes, one after another, until told to stop. */
final class DaemonLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonLoop.class);

    private final String name;
    private final Callable<Integer> pass;
    private final Stop stop;

    DaemonLoop(String name, Callable<Integer> pass, Stop stop) {
        this.name = name;
        this.pass = pass;
        this.stop = stop;
    }

    void run() {
        Idle idle = Idle.NONE;
        boolean away = false;
        while (!stop.isAsked()) {
            try {
                idle = idle.after(pass.call());
                if (away) {
                    LOG.info("{}: the database is back", name);
                    away = false;
                }
            } catch (Exception e) {
                idle = idle.afterFailure();
                away = report(e, away);
            }
            stop.await(idle.millis());
        }
    }

    /** One line when the database goes, none while it stays away; everything else with its trace. */
    private boolean report(Exception fault, boolean away) {
        if (!SqlFaults.isUnavailable(fault)) {
            LOG.error("{}: a pass failed and will be tried again", name, fault);
            return away;
        }
        if (!away) {
            LOG.warn("{}: the database is away, waiting for it: {}", name, fault.getMessage());
        }
        return true;
    }
}
