package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HintedPauseTest {
    private long now;
    private long given;
    private int looks;
    private boolean stopping;
    private final List<Long> waits = new ArrayList<>();
    private final HintedPause pause = new HintedPause(
            () -> {
                looks++;
                return given;
            },
            () -> now,
            this::forward,
            () -> stopping);

    private void forward(long millis) {
        waits.add(millis);
        now += millis;
    }

    /** Whoever has just begun to look takes what it finds for news once. */
    @BeforeEach
    void workedAndLooked() {
        pause.worked();
        pause.await(10);
        assertThat(waits).isEmpty();
    }

    @Test
    void without_a_hint_it_waits_as_long_as_it_is_told() {
        pause.await(100);
        assertThat(waits).containsExactly(30L, 30L, 30L, 10L, 0L);
    }

    @Test
    void a_hint_that_is_there_already_is_no_news_and_a_new_one_ends_the_wait() {
        given = 7;
        pause.await(1_000);
        assertThat(waits).isEmpty();
        pause.await(30);
        assertThat(waits).containsExactly(30L, 0L);
    }

    @Test
    void a_hint_during_the_wait_is_seen_at_the_next_look() {
        HintedPause hinted = new HintedPause(() -> now < 60 ? 0 : 1, () -> now, this::forward, () -> stopping);
        hinted.worked();
        hinted.await(1);
        hinted.await(1_000);
        assertThat(waits).containsExactly(30L, 30L);
    }

    @Test
    void some_seconds_after_the_last_work_it_looks_no_more() {
        now = HintedPause.BUSY_MILLIS - 1;
        int before = looks;
        pause.await(2_000);
        assertThat(looks).isEqualTo(before + 1);
        assertThat(waits).containsExactly(30L, 1_970L);

        pause.worked();
        pause.await(30);
        assertThat(looks).isEqualTo(before + 2);
    }

    @Test
    void before_the_first_work_it_does_not_look() {
        HintedPause fresh = new HintedPause(
                () -> {
                    throw new AssertionError("looked");
                },
                () -> now,
                this::forward,
                () -> stopping);
        fresh.await(150);
        assertThat(waits).containsExactly(150L);
    }

    @Test
    void asked_to_stop_it_waits_no_more() {
        stopping = true;
        pause.await(100);
        assertThat(waits).isEmpty();
    }
}
