package org.manyhands.server.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doubles_up_to_half_a_minute_and_starts_anew_after_a_long_life() {
        Backoff backoff = new Backoff();

        assertThat(backoff.after(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.after(Duration.ofMillis(10))).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            backoff.after(Duration.ZERO);
        }
        assertThat(backoff.after(Duration.ZERO)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.after(Duration.ofMinutes(2))).isEqualTo(Duration.ofMillis(500));
    }
}
