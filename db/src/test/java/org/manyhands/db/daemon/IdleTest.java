package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdleTest {
    @Test
    void with_nothing_to_do_it_waits_longer_each_time_up_to_two_seconds() {
        List<Long> waits = Stream.iterate(Idle.NONE.after(0, 1), idle -> idle.after(0, 1))
                .limit(6)
                .map(Idle::millis)
                .toList();
        assertThat(waits).containsExactly(150L, 300L, 600L, 1_200L, 2_000L, 2_000L);
    }

    @Test
    void after_a_full_block_it_does_not_wait_and_after_less_it_lets_work_gather() {
        assertThat(Idle.NONE.after(0, 1).after(0, 1).after(1, 1)).isEqualTo(Idle.NONE);
        assertThat(Idle.NONE.afterFailure().after(5, 5)).isEqualTo(Idle.NONE);
        assertThat(Idle.NONE.after(4, 80).millis()).isEqualTo(25);
        assertThat(Idle.NONE.after(4, 80).after(0, 80).millis()).isEqualTo(150);
        assertThat(Idle.NONE.after(4, 80).afterFailure().millis()).isEqualTo(250);
    }

    @Test
    void when_much_comes_in_larger_blocks_gather() {
        assertThat(Idle.NONE.after(5, 80).millis()).isEqualTo(150);
        assertThat(Idle.NONE.after(79, 80).millis()).isEqualTo(150);
        assertThat(Idle.NONE.after(79, 80).after(4, 80).millis()).isEqualTo(25);
    }

    @Test
    void failures_wait_longer_each_time_up_to_ten_seconds_and_are_forgotten_after_a_success() {
        List<Long> waits = Stream.iterate(Idle.NONE.afterFailure(), Idle::afterFailure)
                .limit(8)
                .map(Idle::millis)
                .toList();
        assertThat(waits).containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
        assertThat(Idle.NONE.afterFailure().afterFailure().after(0, 1).millis()).isEqualTo(150);
        assertThat(Idle.NONE.after(0, 1).after(0, 1).after(0, 1).afterFailure().millis())
                .isEqualTo(250);
    }
}
