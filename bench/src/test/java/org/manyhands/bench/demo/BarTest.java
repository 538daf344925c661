package org.manyhands.bench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;

class BarTest {
    @Test
    void shows_work_units_credit_and_the_estimate_with_its_range() {
        BatchView batch = batch("RUNNING", new BatchView.Estimate(60_000, 40_000, 95_000, "recent results"), 0);

        assertThat(Bar.of(batch, 10_000))
                .contains("queens", "[############............]", "10/20 work units", "3.5 credits earned")
                .contains("ends in 50 s (30 s to 1 min 25 s)");
    }

    @Test
    void says_that_the_answer_is_there() {
        assertThat(Bar.of(batch("COMPLETE", null, 9_000), 10_000)).endsWith("answer is there");
    }

    @Test
    void a_quarters_estimate_is_held_against_what_came() {
        Quarter quarter = new Quarter();
        quarter.hear(batch("RUNNING", new BatchView.Estimate(60_000, 40_000, 95_000, ""), 0), 10_000);
        quarter.hear(batch("RUNNING", new BatchView.Estimate(99_000, 99_000, 99_000, ""), 0), 20_000);

        assertThat(quarter.against(batch("SETTLED", null, 55_000)))
                .isEqualTo("queens: estimated 50 s to go (30 s to 1 min 25 s), it took 45 s");
        assertThat(new Quarter().against(batch("SETTLED", null, 55_000))).contains("no estimate");
    }

    private static BatchView batch(String state, BatchView.@Nullable Estimate estimate, long completed) {
        return new BatchView(
                new BatchId(1),
                "queens",
                "dana",
                "queens",
                "1",
                state,
                "",
                true,
                2,
                false,
                20,
                Map.of("VALIDATED", 4L, "ASSIMILATED", 6L, "OPEN", 10L),
                Map.of(),
                0,
                0,
                completed,
                null,
                new BatchView.Credit(0, 0, 3_000_000, 500_000, 0),
                estimate,
                null);
    }
}
