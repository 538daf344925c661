package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "8, 128000", "9, 200000", "1000, 200000"})
    void the_limit_doubles_from_one_millisecond_to_two_hundred(int attempt, long limit) {
        Backoff backoff = new Backoff(new Random(1));
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.micros(attempt)).isBetween(0L, limit);
        }
    }

    @Test
    void two_that_met_do_not_wait_equally_long() {
        assertThat(new Backoff(new Random(1)).micros(10)).isNotEqualTo(new Backoff(new Random(2)).micros(10));
    }
}
