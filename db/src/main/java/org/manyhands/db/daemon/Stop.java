package org.manyhands.db.daemon;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When a process of a project is to end: on SIGTERM, between two passes, or when its supervisor is gone. */
public final class Stop implements AutoCloseable {
    /** Environment: the process that started this one; when it is gone, this one ends. */
    static final String SUPERVISOR_PID = "MANYHANDS_SUPERVISOR_PID";

    /** How long a pass may go on after the daemon was asked to end; every pass is safe to be killed. */
    private static final long GRACE_SECONDS = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Stop() {}

    /** Listens to the end of this process. */
    public static Stop onSignalOrOrphaned(String name) {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::askAndWait, name + "-end"));
        return stop;
    }

    public void ask() {
        asked.countDown();
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits so long, or less when asked to stop. */
    public void await(long millis) {
        try {
            boolean stopping = asked.await(millis, TimeUnit.MILLISECONDS);
            if (stopping) {
                return;
            }
        } catch (InterruptedException e) {
            asked.countDown();
            Thread.currentThread().interrupt();
        }
    }

    /** The daemon has ended. */
    @Override
    public void close() {
        ended.countDown();
    }

    private void askAndWait() {
        ask();
        awaitEnd();
    }

    /** Waits for the end of the pass under way, for a while. True when it ended. */
    boolean awaitEnd() {
        try {
            return ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
