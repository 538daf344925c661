package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger readings = new AtomicInteger();
    private Duration cost = Duration.ZERO;

    private Kept<Integer> kept(Executor executor) {
        return new Kept<>(this::read, 20, Duration.ofSeconds(1), executor, nanos::get);
    }

    private int read() {
        pass(cost);
        return readings.incrementAndGet();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void whatIsQuickIsReadAgainAfterItsTime() {
        Kept<Integer> kept = kept(Runnable::run);

        assertThat(kept.get()).hasValue(1);
        pass(Duration.ofMillis(999));
        assertThat(kept.get()).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThat(kept.get()).hasValue(2);
    }

    @Test
    void whatTakesLongIsKeptTwentyTimesAsLong() {
        cost = Duration.ofSeconds(1);
        Kept<Integer> kept = kept(Runnable::run);
        kept.get();

        pass(Duration.ofMillis(19_999));
        assertThat(kept.get()).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThat(kept.get()).hasValue(2);
    }

    @Test
    void nobodyWaitsForWhatIsKnownToTakeLongAndItIsReadOnce() {
        Deque<Runnable> later = new ArrayDeque<>();
        cost = Duration.ofSeconds(3);
        AtomicInteger atOnce = new AtomicInteger(1);
        Kept<Integer> kept = kept(reading -> {
            if (atOnce.getAndDecrement() > 0) {
                reading.run();
            } else {
                later.add(reading);
            }
        });
        kept.get();
        pass(Duration.ofMinutes(2));

        assertThat(kept.get()).hasValue(1);
        assertThat(kept.get()).hasValue(1);
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(kept.get()).hasValue(2);
    }

    @Test
    void aFirstReadingThatTakesLongIsNotWaitedForToItsEnd() {
        Deque<Runnable> later = new ArrayDeque<>();
        Kept<Integer> kept = kept(later::add);

        assertThat(kept.get()).isEmpty();
        later.remove().run();
        assertThat(kept.get()).hasValue(1);
    }

    @Test
    void aReadingThatFailedIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        Kept<Integer> kept = new Kept<>(
                () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("the database is away");
                    }
                    return 7;
                },
                20,
                Duration.ofSeconds(1),
                Runnable::run,
                nanos::get);

        assertThatThrownBy(kept::get).hasMessage("the database is away");
        assertThat(kept.get()).hasValue(7);
    }
}
