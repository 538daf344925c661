package org.manyhands.db.daemon;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.manyhands.db.transaction.SqlFaults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes, one after another, until told to stop. */
final class DaemonLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonLoop.class);

    private final String name;
    private final Callable<Integer> pass;
    private final BooleanSupplier stopping;
    private final LongConsumer pause;

    /**
     * @param stopping whether to end, asked between passes
     * @param pause waits so many milliseconds, or less when there is a reason to
     */
    DaemonLoop(String name, Callable<Integer> pass, BooleanSupplier stopping, LongConsumer pause) {
        this.name = name;
        this.pass = pass;
        this.stopping = stopping;
        this.pause = pause;
    }

    void run() {
        Idle idle = Idle.NONE;
        boolean away = false;
        while (!stopping.getAsBoolean()) {
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
            pause.accept(idle.millis());
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
