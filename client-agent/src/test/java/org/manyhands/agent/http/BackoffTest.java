package org.manyhands.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    /** Never takes anything off. */
    private static final RandomGenerator NO_JITTER = new Random() {
        @Override
        public double nextDouble() {
            return 0;
        }
    };

    @Test
    void waitsDoubleUpToTheMost() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), NO_JITTER);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void afterManyFailuresNothingOverflows() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), NO_JITTER);
        for (int i = 0; i < 1000; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aRandomShareOfAtMostHalfIsTakenOff() {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10), new Random(1));
        assertThat(java.util.stream.Stream.generate(backoff::next).limit(100).toList())
                .allMatch(wait -> wait.toMillis() >= 5_000 && wait.toMillis() <= 10_000)
                .hasSizeGreaterThan(90)
                .anyMatch(wait -> wait.toMillis() < 6_000)
                .anyMatch(wait -> wait.toMillis() > 9_000);
    }

    @Test
    void itStartsAgainWhenItWorks() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), NO_JITTER);
        backoff.next();
        backoff.next();
        assertThat(backoff.inTrouble()).isTrue();
        backoff.reset();
        assertThat(backoff.inTrouble()).isFalse();
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    }
}
