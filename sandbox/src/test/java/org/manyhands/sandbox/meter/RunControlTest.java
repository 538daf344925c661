package org.manyhands.sandbox.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Outcome;

class RunControlTest {
    private final FakeTime time = new FakeTime();

    @Test
    void cancelledRunStopsAtItsNextCheckpoint() {
        RunControl control = new RunControl(0);
        control.checkpoint(1);
        control.cancel();
        assertThatThrownBy(() -> control.checkpoint(2)).isInstanceOf(RunCancelledException.class);
        assertThat(control.forcedEnd()).contains(new Outcome.Cancelled());
    }

    @Test
    void heldRunWaitsUntilItIsReleased() throws Exception {
        RunControl control = new RunControl(0);
        control.hold(RunControl.Hold.PAUSED);
        FutureTask<Long> run = inThread(control);
        assertThat(run.isDone()).isFalse();
        control.release(RunControl.Hold.PAUSED);
        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void heldRunCanBeCancelled() throws Exception {
        RunControl control = new RunControl(0);
        control.hold(RunControl.Hold.PARENT_SILENT);
        FutureTask<Long> run = inThread(control);
        control.cancel();
        assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(RunCancelledException.class);
    }

    @Test
    void runWaitsUntilEveryHoldIsTakenAway() {
        RunControl control = new RunControl(0, time);
        control.hold(RunControl.Hold.PAUSED);
        control.hold(RunControl.Hold.PARENT_SILENT);
        time.whileWaiting =
                () -> control.release(time.waits.size() == 1 ? RunControl.Hold.PAUSED : RunControl.Hold.PARENT_SILENT);
        control.checkpoint(1);
        assertThat(time.waits).hasSize(2);
    }

    @Test
    void fuelIsSeenByOtherThreads() {
        RunControl control = new RunControl(0);
        control.checkpoint(42);
        assertThat(control.fuel()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource({"100,0", "50,20", "25,60", "10,180", "1,1980", "99,0", "80,5"})
    void throttledRunRestsInProportionToItsWork(int percent, long restMillis) {
        RunControl control = new RunControl(0, time);
        control.throttle(percent);
        time.passes(20);
        control.checkpoint(1);
        assertThat(time.waits.stream().mapToLong(Long::longValue).sum()).isEqualTo(restMillis);
    }

    @Test
    void workThatIsTooShortForARestIsAddedUp() {
        RunControl control = new RunControl(0, time);
        control.throttle(50);
        for (int i = 0; i < 10; i++) {
            time.passes(4);
            control.checkpoint(i);
        }
        assertThat(time.waits).containsExactly(12L, 12L, 12L);
    }

    @Test
    void disturbedRestIsRestedToItsEnd() {
        RunControl control = new RunControl(0, time);
        control.throttle(20);
        time.disturbedAfter = TimeUnit.MILLISECONDS.toNanos(15);
        time.passes(10);
        control.checkpoint(1);
        assertThat(time.waits).containsExactly(15L, 15L, 10L);
    }

    @Test
    void restEndsWhenTheThrottleIsTakenAway() {
        RunControl control = new RunControl(0, time);
        control.throttle(1);
        time.disturbedAfter = TimeUnit.MILLISECONDS.toNanos(15);
        time.whileWaiting = () -> control.throttle(100);
        time.passes(10);
        control.checkpoint(1);
        assertThat(time.waits).containsExactly(15L);
    }

    @Test
    void holdIsNoRestForWorkDoneBefore() {
        RunControl control = new RunControl(0, time);
        control.throttle(50);
        time.passes(8);
        control.hold(RunControl.Hold.PAUSED);
        time.whileWaiting = () -> control.release(RunControl.Hold.PAUSED);
        control.checkpoint(1);
        time.passes(8);
        time.waits.clear();
        control.checkpoint(2);
        assertThat(time.waits).containsExactly(16L);
    }

    @Test
    void wallClockStandsInHoldsAndRests() {
        RunControl control = new RunControl(50, time);
        control.throttle(50);
        time.passes(20);
        control.checkpoint(1);
        control.hold(RunControl.Hold.PAUSED);
        time.whileWaiting = () -> control.release(RunControl.Hold.PAUSED);
        time.passes(1);
        control.checkpoint(2);
        assertThat(time.waits).hasSize(2);
        assertThat(control.wallMillis()).isEqualTo(21);
        assertThat(control.forcedEnd()).isEmpty();
        time.passes(30);
        assertThatThrownBy(() -> control.checkpoint(3))
                .isInstanceOf(HostFailedException.class)
                .hasMessageContaining("50 ms");
        assertThat(control.forcedEnd())
                .hasValueSatisfying(end -> assertThat(end).isInstanceOf(Outcome.HostFailed.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void shareThatIsNoneIsRefused(int percent) {
        RunControl control = new RunControl(0, time);
        assertThatThrownBy(() -> control.throttle(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100")
                .hasMessageContaining(Integer.toString(percent));
    }

    @Test
    void timeUpToTheLimitIsAllowed() {
        RunControl control = new RunControl(50, time);
        time.passes(50);
        control.checkpoint(1);
        assertThat(control.forcedEnd()).isEmpty();
        time.passes(1);
        assertThat(control.forcedEnd()).isPresent();
    }

    @Test
    void wallClockStandsForThoseWhoLookDuringARest() {
        RunControl control = new RunControl(0, time);
        AtomicLong seen = new AtomicLong();
        control.throttle(50);
        time.passes(20);
        control.checkpoint(1);
        time.passes(20);
        time.whileWaiting = () -> seen.set(control.wallMillis());
        control.checkpoint(2);
        assertThat(seen).hasValue(40);
    }

    @Test
    void timeOfEarlierAttemptsIsAddedAndNotLimited() throws IOException {
        RunControl earlier = new RunControl(50, time);
        time.passes(40);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        earlier.savedPart().save(new DataOutputStream(saved));
        RunControl later = new RunControl(50, time);
        later.savedPart().restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        time.passes(30);
        assertThat(later.wallMillis()).isEqualTo(70);
        assertThat(later.forcedEnd()).isEmpty();
    }

    /** Releasing needs the monitor, which a run gives up only where it waits: so the run waits when it is released. */
    @Test
    void runThatWaitsIsWoken() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        RunControl control = new RunControl(0, new RunTime() {
            @Override
            public long nanos() {
                return RunTime.SYSTEM.nanos();
            }

            @Override
            public void await(Object monitor, long nanos) throws InterruptedException {
                waiting.countDown();
                RunTime.SYSTEM.await(monitor, nanos);
            }
        });
        control.hold(RunControl.Hold.PAUSED);
        FutureTask<Long> run = inThread(control);
        waiting.await();
        control.release(RunControl.Hold.PAUSED);
        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void interruptedRunIsCancelledAndStaysInterrupted() {
        RunControl control = new RunControl(0);
        control.hold(RunControl.Hold.PAUSED);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> control.checkpoint(1)).isInstanceOf(RunCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Passes one checkpoint on a thread of its own, which is running when this returns. */
    private static FutureTask<Long> inThread(RunControl control) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Long> run = new FutureTask<>(() -> {
            begun.countDown();
            control.checkpoint(7);
            return control.fuel();
        });
        new Thread(run).start();
        begun.await();
        return run;
    }
}
