package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final AtomicInteger looks = new AtomicInteger();
    private final Hand clock = new Hand();
    private final Recent<String, String> recent = new Recent<>(clock, 1_000, 2);

    @Test
    void within_its_time_an_answer_is_not_looked_up_again() {
        assertThat(look("a")).isEqualTo("a1");
        clock.millis += 999;
        assertThat(look("a")).isEqualTo("a1");
        clock.millis += 1;
        assertThat(look("a")).isEqualTo("a2");
    }

    @Test
    void a_clock_that_was_set_back_keeps_nothing_for_ever() {
        look("a");
        clock.millis -= 50_000;
        assertThat(look("a")).isEqualTo("a2");
    }

    @Test
    void the_least_used_answer_is_forgotten_first() {
        look("a");
        look("b");
        look("a");
        look("c");
        assertThat(look("a")).isEqualTo("a1");
        assertThat(look("b")).isEqualTo("b4");
    }

    private String look(String key) {
        return recent.get(key, k -> k + looks.incrementAndGet());
    }

    private static final class Hand extends Clock {
        private long millis = 1_000_000;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("no test needs another zone");
        }
    }
}
