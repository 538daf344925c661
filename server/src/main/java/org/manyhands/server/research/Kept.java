package org.manyhands.server.research;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is costly to read, and read for anybody who asks: it is kept for so long that reading takes a small share of the time at most,
 * however large the tables grow and however many ask. One reading is under way at a time. Who asks waits for a reading that is
 * quick, and otherwise gets what is there. Thread-safe.
 */
final class Kept<T> {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Supplier<T> read;
    private final int share;
    private final long leastNanos;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private @Nullable Reading<T> last;
    private @Nullable CompletableFuture<Reading<T>> underWay;

    private record Reading<T>(T value, long nanos, long until) {}

    /**
     * @param share readings take at most one part in so many of the time
     * @param least how long a reading is kept that took no time
     * @param nanoTime as {@link System#nanoTime()}
     */
    Kept(Supplier<T> read, int share, Duration least, Executor executor, LongSupplier nanoTime) {
        this.read = read;
        this.share = share;
        this.leastNanos = least.toNanos();
        this.executor = executor;
        this.nanoTime = nanoTime;
    }

    /**
     * The last reading; empty while the very first one takes longer than two seconds.
     *
     * @throws RuntimeException why it could not be read, to those who waited for it
     */
    Optional<T> get() {
        CompletableFuture<Reading<T>> awaited;
        synchronized (this) {
            Reading<T> known = last;
            if (known != null && nanoTime.getAsLong() - known.until() < 0) {
                return Optional.of(known.value());
            }
            awaited = underWay == null ? begin() : underWay;
            if (known != null && known.nanos() > PATIENCE_NANOS) {
                return Optional.of(known.value());
            }
        }
        return await(awaited);
    }

    private Optional<T> await(CompletableFuture<Reading<T>> awaited) {
        try {
            return Optional.of(awaited.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS).value());
        } catch (TimeoutException e) {
            return known();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return known();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized Optional<T> known() {
        return Optional.ofNullable(last).map(Reading::value);
    }

    private synchronized CompletableFuture<Reading<T>> begin() {
        CompletableFuture<Reading<T>> begun = new CompletableFuture<>();
        underWay = begun;
        try {
            executor.execute(() -> read(begun));
        } catch (RuntimeException | Error e) { // No thread to be had: the next who asks tries again.
            underWay = null;
            throw e;
        }
        return begun;
    }

    private void read(CompletableFuture<Reading<T>> begun) {
        long start = nanoTime.getAsLong();
        try {
            T value = read.get();
            long end = nanoTime.getAsLong();
            Reading<T> reading = new Reading<>(value, end - start, end + Math.max(leastNanos, share * (end - start)));
            over(reading);
            begun.complete(reading);
        } catch (RuntimeException | Error e) {
            over(null);
            begun.completeExceptionally(e);
        }
    }

    private synchronized void over(@Nullable Reading<T> reading) {
        underWay = null;
        if (reading != null) {
            last = reading;
        }
    }
}
