package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.research.BatchView;

class EstimatesTest {
    @Test
    void tooFewReturnsAreNoGround() {
        assertThat(Estimates.of(List.of(), 10, 1_000)).isEmpty();
        assertThat(Estimates.of(List.of(1L, 2L, 3L), 10, 1_000)).isEmpty();
    }

    @Test
    void asFastAsLatelyWithARangeAround() {
        List<Long> everySecond =
                LongStream.rangeClosed(0, 100).mapToObj(i -> i * 1_000).toList();

        BatchView.Estimate estimate = Estimates.of(everySecond, 50, 100_000).orElseThrow();

        assertThat(estimate.endMillis()).isEqualTo(150_000);
        assertThat(estimate.earliestMillis()).isBetween(100_000L, 140_000L);
        assertThat(estimate.latestMillis()).isBetween(160_000L, 200_000L);
        assertThat(estimate.basis()).contains("101 results", "100 s", "50");
    }

    @Test
    void aLullMakesItLater() {
        List<Long> everySecond =
                LongStream.rangeClosed(0, 100).mapToObj(i -> i * 1_000).toList();

        assertThat(Estimates.of(everySecond, 50, 150_000).orElseThrow().endMillis())
                .isEqualTo(225_000);
    }

    @Test
    void whenNothingComesBackAnyMoreThereIsNoEnd() {
        List<Long> everySecond =
                LongStream.rangeClosed(0, 100).mapToObj(i -> i * 1_000).toList();
        List<Long> inTwoBursts = List.of(0L, 1L, 600_000L, 600_001L);

        assertThat(Estimates.of(everySecond, 50, 160_000)).isPresent();
        assertThat(Estimates.of(everySecond, 50, 160_001)).isEmpty();
        assertThat(Estimates.of(inTwoBursts, 50, 1_200_000)).isPresent();
        assertThat(Estimates.of(inTwoBursts, 50, 1_300_000)).isEmpty();
    }

    @Test
    void nothingLeftIsNow() {
        BatchView.Estimate estimate =
                Estimates.of(List.of(1L, 2L, 3L, 4L, 5L), 0, 9).orElseThrow();

        assertThat(estimate.endMillis()).isEqualTo(9);
        assertThat(estimate.latestMillis()).isEqualTo(9);
    }

    /** What the range promises: with returns that scatter like Poisson's, the end lies within it nearly always. */
    @Test
    void theRangeHoldsWhatItPromises() {
        Random random = new Random(42);
        int runs = 500;
        int within = 0;
        for (int run = 0; run < runs; run++) {
            double time = 0;
            List<Long> returns = new java.util.ArrayList<>();
            for (int i = 0; i < 30; i++) {
                time += -Math.log(1 - random.nextDouble()) * 1_000;
                returns.add((long) time);
            }
            BatchView.Estimate estimate = Estimates.of(returns, 60, (long) time).orElseThrow();
            for (int i = 0; i < 60; i++) {
                time += -Math.log(1 - random.nextDouble()) * 1_000;
            }
            within += time >= estimate.earliestMillis() && time <= estimate.latestMillis() ? 1 : 0;
        }
        assertThat(within).isGreaterThan(runs * 9 / 10);
    }
}
