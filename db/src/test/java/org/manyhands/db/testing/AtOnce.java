package org.manyhands.db.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several pieces of work that begin at the same moment, each on a thread of its own. */
public final class AtOnce {
    private AtOnce() {}

    /** Runs them all to their end; the first fault of one of them comes out. */
    public static void run(Work... all) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.length);
        try {
            CyclicBarrier start = new CyclicBarrier(all.length);
            List<Future<?>> ends = new ArrayList<>();
            for (Work work : all) {
                ends.add(threads.submit(() -> {
                    start.await();
                    work.run();
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception fault ? fault : e;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What one thread does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }
}
