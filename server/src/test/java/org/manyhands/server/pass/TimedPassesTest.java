package org.manyhands.server.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;

class TimedPassesTest extends DatabaseContract {
    TimedPassesTest(TestDatabase test) {
        super(test);
    }

    @Test
    void passesRunAgainAndAgainAlsoAfterOneFailed() throws Exception {
        Counting counting = new Counting();

        try (TimedPasses passes = TimedPasses.of(db.dataSource(), Map.of(counting, Duration.ofMillis(20)))) {
            passes.start();
            assertThat(counting.thrice.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static final class Counting implements Pass {
        private final CountDownLatch thrice = new CountDownLatch(3);

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int run() {
            thrice.countDown();
            throw new IllegalStateException("a pass that fails");
        }
    }
}
