package org.manyhands.sandbox.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceSizeTest {
    /** Fuel a second: far below the interpreter, the interpreter, compiled code. */
    @ParameterizedTest
    @ValueSource(longs = {2_000_000, 20_000_000, 1_000_000_000})
    void sliceTakesAFewMillisecondsAtEverySpeed(long fuelPerSecond) {
        SliceSize size = new SliceSize(FuelMeter.DEFAULT_SLICE);
        for (int i = 0; i < 20; i++) {
            size.took(nanosOf(size.get(), fuelPerSecond));
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(nanosOf(size.get(), fuelPerSecond)))
                .isBetween(2L, 40L);
        assertThat(size.get()).isLessThanOrEqualTo(FuelMeter.DEFAULT_SLICE);
    }

    @Test
    void engineThatBecomesSlowGetsSmallerSlices() {
        SliceSize size = new SliceSize(FuelMeter.DEFAULT_SLICE);
        for (int i = 0; i < 20; i++) {
            size.took(nanosOf(size.get(), 1_000_000_000));
        }
        for (int i = 0; i < 10; i++) {
            size.took(nanosOf(size.get(), 5_000_000));
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(nanosOf(size.get(), 5_000_000)))
                .isLessThanOrEqualTo(20L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 100})
    void sizeBelowTheFirstIsKept(long largest) {
        SliceSize size = new SliceSize(largest);
        size.took(0);
        size.took(TimeUnit.SECONDS.toNanos(1));
        assertThat(size.get()).isEqualTo(largest);
    }

    @Test
    void sliceBetweenHalfOfTheAimAndTwiceTheAimIsLeft() {
        SliceSize size = new SliceSize(FuelMeter.DEFAULT_SLICE);
        long half = TimeUnit.MILLISECONDS.toNanos(5);
        size.took(half);
        size.took(half + 1);
        assertThat(size.get()).isEqualTo(50_000);
        size.took(half - 1);
        assertThat(size.get()).isEqualTo(100_000);
        size.took(4 * half);
        assertThat(size.get()).isEqualTo(100_000);
        size.took(4 * half + 1);
        assertThat(size.get()).isEqualTo(50_000);
    }

    private static long nanosOf(long fuel, long fuelPerSecond) {
        return fuel * 1_000_000_000 / fuelPerSecond;
    }
}
