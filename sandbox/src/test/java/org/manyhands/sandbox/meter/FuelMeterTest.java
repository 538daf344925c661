package org.manyhands.sandbox.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuelMeterTest {
    /** A guest that counts down as an instrumented module does. */
    private static final class Guest implements FuelMeter.Register {
        private final FuelMeter meter;
        private long remaining;

        Guest(FuelMeter meter) {
            this.meter = meter;
            meter.bind(this);
        }

        void work(long units) {
            remaining -= units;
            if (remaining < 0) {
                remaining = meter.nextSlice(remaining);
            }
        }

        @Override
        public long get() {
            return remaining;
        }

        @Override
        public void set(long newRemaining) {
            remaining = newRemaining;
        }
    }

    private static FuelMeter meter(long limit, long slice) {
        return new FuelMeter(limit, slice, new RunControl(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 100, 1_000_000})
    void countsTheSameWhateverTheSlice(long slice) {
        FuelMeter meter = meter(1_000, slice);
        Guest guest = new Guest(meter);
        for (int i = 0; i < 100; i++) {
            guest.work(10);
        }
        assertThat(meter.used()).isEqualTo(1_000);
        assertThat(meter.overdrawn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 100, 1_000_000})
    void stopsAtTheFirstCheckBeyondTheLimitWhateverTheSlice(long slice) {
        FuelMeter meter = meter(995, slice);
        Guest guest = new Guest(meter);
        for (int i = 0; i < 99; i++) {
            guest.work(10);
        }
        assertThatThrownBy(() -> guest.work(10)).isInstanceOf(LimitReachedException.class);
        assertThat(meter.reported()).isEqualTo(995);
    }

    @Test
    void blockThatCostsMoreThanASliceIsPaidInFull() {
        FuelMeter meter = meter(1_000_000, 5);
        Guest guest = new Guest(meter);
        guest.work(123_456);
        assertThat(guest.get()).isNotNegative();
        assertThat(meter.used()).isEqualTo(123_456);
    }

    @Test
    void workOfTheHostIsChargedAndLimited() {
        FuelMeter meter = meter(100, 10);
        Guest guest = new Guest(meter);
        guest.work(20);
        meter.charge(50);
        assertThat(meter.used()).isEqualTo(70);
        assertThatThrownBy(() -> meter.charge(31)).isInstanceOf(LimitReachedException.class);
    }

    @Test
    void moduleThatEndsBeyondItsLimitIsOverdrawn() {
        FuelMeter meter = meter(100, 10);
        Guest guest = new Guest(meter);
        guest.work(100);
        guest.set(guest.get() - 1);
        assertThat(meter.overdrawn()).isTrue();
        assertThat(meter.reported()).isEqualTo(100);
    }
}
