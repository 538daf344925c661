package org.manyhands.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.manyhands.protocol.id.BatchId;

class DemandTest {
    private static final BatchId BATCH = new BatchId(1);

    private final Demand<BatchId> demand = new Demand<>();

    @Test
    void whatDisappearsFromWhatWaitsWasTaken() {
        assertThat(demand.perSecond(BATCH)).isZero();
        demand.note(BATCH, 400, 400, 1_000);
        assertThat(demand.perSecond(BATCH)).isZero();
        demand.note(BATCH, 800, 400, 3_000);
        assertThat(demand.perSecond(BATCH)).isEqualTo(200);
        assertThat(demand.perSecond(new BatchId(2))).isZero();
    }

    @Test
    void twoLooksSoonAfterOneAnotherDoNotExaggerate() {
        demand.note(BATCH, 400, 400, 1_000);
        demand.note(BATCH, 400, 0, 1_010);
        assertThat(demand.perSecond(BATCH)).isEqualTo(400);
    }

    @Test
    void onlyTheLastSecondsCount() {
        demand.note(BATCH, 0, 0, 0);
        demand.note(BATCH, 4_000, 0, 5_000);
        demand.note(BATCH, 4_000, 0, 10_000);
        assertThat(demand.perSecond(BATCH)).isEqualTo(400);
        demand.note(BATCH, 4_000, 0, 14_999);
        assertThat(demand.perSecond(BATCH)).as("the first look is still needed").isEqualTo(266);
        demand.note(BATCH, 4_000, 0, 15_000);
        assertThat(demand.perSecond(BATCH)).isZero();
    }

    @Test
    void furtherCopiesThatWaitAreNoNegativeDemand() {
        demand.note(BATCH, 400, 0, 1_000);
        demand.note(BATCH, 400, 50, 3_000);
        assertThat(demand.perSecond(BATCH)).isZero();
    }

    @Test
    void batchesThatAreCutAreForgotten() {
        demand.note(BATCH, 0, 0, 0);
        demand.note(BATCH, 4_000, 0, 4_000);
        demand.keep(new BatchId(2)::equals);
        assertThat(demand.perSecond(BATCH)).isZero();
    }
}
