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
    private final int fullBlock;
    private final BooleanSupplier stopping;
    private final LongConsumer pause;
    private final HintedPause idlePause;

    /**
     * @param fullBlock how much a pass does when there is more to do
     * @param stopping whether to end, asked between passes
     * @param pause waits so many milliseconds, or less when asked to stop
     * @param idlePause waits while there is nothing to do, or less when there is a hint that there is
     */
    DaemonLoop(
            String name,
            Callable<Integer> pass,
            int fullBlock,
            BooleanSupplier stopping,
            LongConsumer pause,
            HintedPause idlePause) {
        this.name = name;
        this.pass = pass;
        this.fullBlock = fullBlock;
        this.stopping = stopping;
        this.pause = pause;
        this.idlePause = idlePause;
    }

    void run() {
        Idle idle = Idle.NONE;
        boolean away = false;
        while (!stopping.getAsBoolean()) {
            try {
                int done = pass.call();
                idle = idle.after(done, fullBlock);
                if (away) {
                    LOG.info("{}: the database is back", name);
                    away = false;
                }
                if (done > 0) {
                    idlePause.worked();
                    pause.accept(idle.millis());
                } else {
                    idlePause.await(idle.millis());
                }
            } catch (Exception e) {
                idle = idle.afterFailure();
                away = report(e, away);
                pause.accept(idle.millis());
            }
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
