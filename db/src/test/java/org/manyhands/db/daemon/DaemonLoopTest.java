package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.manyhands.db.transaction.DatabaseUnavailableException;

class DaemonLoopTest {
    private final Deque<Callable<Integer>> passes = new ArrayDeque<>();
    private final List<Long> waits = new ArrayList<>();

    @Test
    void it_goes_on_at_once_after_work_and_waits_without() {
        passes.add(() -> 3);
        passes.add(() -> 0);
        passes.add(() -> 0);
        passes.add(() -> 1);
        run();
        assertThat(waits).containsExactly(0L, 150L, 300L, 0L);
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
        assertThat(waits).containsExactly(250L, 500L, 0L);
    }

    private void run() {
        new DaemonLoop("test", () -> passes.remove().call(), passes::isEmpty, waits::add).run();
    }
}
