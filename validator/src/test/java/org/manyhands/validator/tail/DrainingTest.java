package org.manyhands.validator.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.manyhands.protocol.id.BatchId;

class DrainingTest {
    private static final BatchId BATCH = new BatchId(7);
    private final Draining draining = new Draining();

    @Test
    void the_end_of_what_waits_follows_from_how_fast_it_became_less() {
        assertThat(draining.note(BATCH, 100, 0)).isInfinite();
        assertThat(draining.note(BATCH, 80, 10_000)).isEqualTo(40);
        assertThat(draining.note(BATCH, 0, 20_000)).isZero();
    }

    @Test
    void nobody_knows_while_it_does_not_become_less() {
        draining.note(BATCH, 100, 0);

        assertThat(draining.note(BATCH, 100, 10_000)).isInfinite();
        assertThat(draining.note(BATCH, 130, 20_000)).isInfinite();
    }

    @Test
    void only_the_last_minutes_count() {
        draining.note(BATCH, 1_000, 0);
        draining.note(BATCH, 100, Draining.WINDOW_MILLIS);
        draining.note(BATCH, 90, Draining.WINDOW_MILLIS + 10_000);

        assertThat(draining.note(BATCH, 80, Draining.WINDOW_MILLIS + 20_000)).isEqualTo(80);
    }

    @Test
    void batches_that_are_not_looked_at_any_more_are_forgotten() {
        draining.note(BATCH, 100, 0);
        draining.forget(Draining.MEMORY_MILLIS);
        assertThat(draining.note(BATCH, 50, Draining.MEMORY_MILLIS)).isFinite();

        draining.forget(2 * Draining.MEMORY_MILLIS + 1);

        assertThat(draining.note(BATCH, 25, 2 * Draining.MEMORY_MILLIS + 1)).isInfinite();
    }
}
