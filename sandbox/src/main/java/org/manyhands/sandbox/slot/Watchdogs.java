package org.manyhands.sandbox.slot;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that acts when something has taken too long. */
final class Watchdogs {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Watchdogs() {}

    /** Something that will happen unless it is called off. */
    record Alarm(ScheduledFuture<?> future) {
        void callOff() {
            future.cancel(false);
        }
    }

    static Alarm after(long delay, TimeUnit unit, Runnable action) {
        return new Alarm(TIMER.schedule(action, delay, unit));
    }

    /** Does something again and again, each time so long after the last. */
    static Alarm every(long period, TimeUnit unit, Runnable action) {
        return new Alarm(TIMER.scheduleWithFixedDelay(action, period, period, unit));
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "slot-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
