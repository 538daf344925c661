package org.manyhands.sandbox.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Outcome;

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

    @Test
    void slicesFollowTheTimeThatTheyTake() {
        FakeTime time = new FakeTime();
        FuelMeter meter = new FuelMeter(1_000_000_000, FuelMeter.DEFAULT_SLICE, new RunControl(0, time));
        time.passes(7);
        assertThat(meter.nextSlice(0)).isEqualTo(50_000);
        assertThat(meter.nextSlice(0)).as("took no time").isEqualTo(100_000);
        time.passes(7);
        assertThat(meter.nextSlice(0)).isEqualTo(100_000);
        time.passes(30);
        assertThat(meter.nextSlice(0)).isEqualTo(50_000);
    }

    @Test
    void othersSeeTheFuelAtEverySliceAndEveryCharge() {
        RunControl control = new RunControl(0);
        FuelMeter meter = new FuelMeter(1_000, 10, control);
        Guest guest = new Guest(meter);
        guest.work(30);
        assertThat(control.fuel()).isEqualTo(30);
        meter.charge(12);
        assertThat(control.fuel()).isEqualTo(42);
        control.cancel();
        assertThatThrownBy(() -> meter.charge(1)).isInstanceOf(RunCancelledException.class);
        assertThatThrownBy(() -> meter.nextSlice(0)).isInstanceOf(RunCancelledException.class);
    }

    @Test
    void othersSeeTheMemoryThatTheGuestHolds() {
        RunControl control = new RunControl(0);
        new FuelMeter(1_000, 10, control).holds(65_536);
        assertThat(control.memoryBytes()).isEqualTo(65_536);
    }

    @Test
    void guestIsBoundOnceThereIsARegister() {
        FuelMeter meter = meter(100, 10);
        assertThat(meter.bound()).isFalse();
        assertThat(meter.used()).isZero();
        assertThatThrownBy(() -> meter.charge(1)).isInstanceOf(IllegalStateException.class);
        new Guest(meter);
        assertThat(meter.bound()).isTrue();
    }

    @Test
    void guestWithoutAMeterReachesNoLimit() {
        FuelMeter meter = FuelMeter.unmetered(new RunControl(0));
        meter.charge(1L << 60);
        assertThat(meter.bound()).isTrue();
        assertThat(meter.used()).isZero();
        assertThat(meter.overdrawn()).isFalse();
    }

    @Test
    void grantsAreSavedAndTheRegisterSaysTheRest() throws IOException {
        FuelMeter meter = meter(1_000, 100);
        Guest guest = new Guest(meter);
        guest.work(130);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        meter.savedPart().save(new DataOutputStream(saved));
        FuelMeter other = meter(1_000, 100);
        new Guest(other).set(guest.get());
        other.savedPart().restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        assertThat(other.used()).isEqualTo(130);
    }

    @Test
    void limitThatIsReachedIsNamed() {
        FuelMeter meter = meter(10, 10);
        assertThatThrownBy(() -> meter.nextSlice(-11))
                .isInstanceOfSatisfying(
                        LimitReachedException.class, e -> assertThat(e.limit()).isEqualTo(Outcome.Limit.FUEL));
        assertThat(meter(10, 10).nextSlice(-10)).isZero();
    }
}
