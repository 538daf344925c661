package org.manyhands.sandbox.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private long now = Long.MAX_VALUE - 5 * MILLI;

    private void cost(Pace pace, long millis) {
        pace.pay(() -> now += millis * MILLI);
    }

    private boolean dueAfter(Pace pace, long millis) {
        now += millis * MILLI;
        return pace.due();
    }

    @Test
    void oneIsDueWhenTheTimeHasPassedSinceTheLastOneEnded() {
        Pace pace = new Pace(100, () -> now);
        assertThat(dueAfter(pace, 99)).isFalse();
        assertThat(dueAfter(pace, 1)).isTrue();
        cost(pace, 2);
        assertThat(dueAfter(pace, 99)).isFalse();
        assertThat(dueAfter(pace, 1)).isTrue();
    }

    @Test
    void whatTakesLongIsDoneSeldom() {
        Pace pace = new Pace(100, () -> now);
        cost(pace, 1_000);
        assertThat(dueAfter(pace, 8_999)).isFalse();
        assertThat(dueAfter(pace, 1)).isTrue();
    }

    @Test
    void aTimeOfZeroMeansAlways() {
        Pace pace = new Pace(0, () -> now);
        assertThat(pace.due()).isTrue();
        cost(pace, 1_000);
        assertThat(pace.due()).isTrue();
    }
}
