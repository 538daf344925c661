package org.manyhands.agent.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off an answer whose bytes stop coming: the JDK's HTTP client bounds the time to the answer's head only. Costs
 * nothing while no answer is being read.
 */
final class StallGuard {
    private final ScheduledThreadPoolExecutor timer;
    private final Duration limit;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();

    StallGuard(Duration limit) {
        this.limit = limit;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "agent-stall-guard");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    InputStream watch(InputStream body) {
        Watched watched = new Watched(body);
        open.add(watched);
        return watched;
    }

    /** Cuts off all answers that are being read. */
    void cutAll() {
        open.forEach(Watched::cut);
    }

    private final class Watched extends FilterInputStream {
        private volatile long lastByteNanos = System.nanoTime();
        private volatile boolean cut;
        private final ScheduledFuture<?> check;

        Watched(InputStream body) {
            super(body);
            long period = Math.max(1, limit.toMillis() / 4);
            check = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (System.nanoTime() - lastByteNanos > limit.toNanos()) {
                cut();
            }
        }

        private void cut() {
            cut = true;
            try {
                in.close();
            } catch (IOException e) {
                // The reader is told all the same.
            }
        }

        @Override
        public int read() throws IOException {
            return moved(in.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return moved(in.read(buffer, offset, length));
        }

        private int moved(int result) throws IOException {
            if (cut) {
                throw new IOException(
                        "the answer was cut off: no byte came for " + limit.toSeconds() + " s, or the agent stops");
            }
            lastByteNanos = System.nanoTime();
            return result;
        }

        @Override
        public void close() throws IOException {
            check.cancel(false);
            open.remove(this);
            super.close();
        }
    }
}
