package org.manyhands.sandbox.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunControlTest {
    @Test
    void cancelledRunStopsAtItsNextCheckpoint() {
        RunControl control = new RunControl(0);
        control.checkpoint(1);
        control.cancel();
        assertThatThrownBy(() -> control.checkpoint(2)).isInstanceOf(RunCancelledException.class);
    }

    @Test
    void pausedRunWaitsUntilItIsResumed() throws Exception {
        RunControl control = new RunControl(0);
        control.pause();
        FutureTask<Long> run = inThread(control);
        assertThat(run.isDone()).isFalse();
        control.resume();
        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void pausedRunCanBeCancelled() throws Exception {
        RunControl control = new RunControl(0);
        control.pause();
        FutureTask<Long> run = inThread(control);
        control.cancel();
        assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(RunCancelledException.class);
    }

    @Test
    void fuelIsSeenByOtherThreads() {
        RunControl control = new RunControl(0);
        control.checkpoint(42);
        assertThat(control.fuel()).isEqualTo(42);
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
