package org.manyhands.agent.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
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
        return new Watched(body);
    }

    private final class Watched extends FilterInputStream {
        private volatile long lastByteNanos = System.nanoTime();
        private volatile boolean stalled;
        private final ScheduledFuture<?> check;

        Watched(InputStream body) {
            super(body);
            long period = Math.max(1, limit.toMillis() / 4);
            check = timer.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (System.nanoTime() - lastByteNanos > limit.toNanos()) {
                stalled = true;
                try {
                    in.close();
                } catch (IOException e) {
                    // The reader is told all the same.
                }
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
            if (stalled) {
                throw new IOException("the answer stopped for " + limit.toSeconds() + " s");
            }
            lastByteNanos = System.nanoTime();
            return result;
        }

        @Override
        public void close() throws IOException {
            check.cancel(false);
            super.close();
        }
    }
}
