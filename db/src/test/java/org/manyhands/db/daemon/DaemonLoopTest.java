package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.manyhands.db.transaction.DatabaseUnavailableException;

class DaemonLoopTest {
    private final Deque<Callable<Integer>> passes = new ArrayDeque<>();
    private long hint;
    private final List<Long> waits = new ArrayList<>();

    @Test
    void it_goes_on_at_once_after_work_and_waits_without() {
        passes.add(() -> 48);
        passes.add(() -> 0);
        passes.add(() -> 0);
        passes.add(() -> 1);
        run();
        assertThat(waits).containsExactly(0L, 150L, 300L, 25L);
    }

    @Test
    void a_hint_ends_the_wait_for_work_but_not_the_one_after_work_or_after_a_fault() {
        passes.add(() -> 1);
        passes.add(() -> {
            hint++;
            throw new IllegalStateException("expected by this test");
        });
        passes.add(() -> 0);
        passes.add(() -> 0);
        run(() -> 0);
        assertThat(waits).startsWith(25L, 250L, 30L).hasSize(2 + 11);
    }

    @Test
    void neither_a_fault_nor_an_absent_database_ends_it() {
        passes.add(() -> {
            throw new IllegalStateException("expected by this test");
        });
        passes.add(() -> {
            throw new DatabaseUnavailableException("gone, as this test wants", null);
        });
        passes.add(() -> 1);
        run();
        assertThat(waits).containsExactly(250L, 500L, 25L);
    }

    /** With so much time between work and wait that it looks for no hints. */
    private void run() {
        AtomicLong clock = new AtomicLong();
        run(() -> clock.addAndGet(HintedPause.BUSY_MILLIS));
    }

    private void run(LongSupplier clock) {
        HintedPause idlePause = new HintedPause(() -> hint, clock, waits::add, () -> false);
        new DaemonLoop("test", () -> passes.remove().call(), 48, passes::isEmpty, waits::add, idlePause).run();
    }
}
