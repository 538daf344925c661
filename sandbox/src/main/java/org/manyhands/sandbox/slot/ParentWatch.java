package org.manyhands.sandbox.slot;

import java.util.concurrent.TimeUnit;

/** Ends this process when its parent is gone: the second way to notice, should the pipe stay open. */
final class ParentWatch {
    private static final long CHECK_SECONDS = 1;

    private ParentWatch() {}

    static void start(long parent) {
        Thread watch = new Thread(() -> watch(parent), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void watch(long parent) {
        ProcessHandle handle = ProcessHandle.of(parent).orElse(null);
        try {
            while (handle != null && handle.isAlive()) {
                TimeUnit.SECONDS.sleep(CHECK_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
