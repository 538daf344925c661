package org.manyhands.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.testing.World;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchSpec;

class StockTest {
    private static final Stock STOCK = new Stock(40, 40, 10);

    @Test
    void theCanariesAreCutFirstAndAlone() {
        assertThat(STOCK.end(batch(100, 3, 0), 0, 0, 0)).isEqualTo(3);
        assertThat(STOCK.end(batch(100, 3, 2), 4, 2, 0)).isEqualTo(3);
    }

    @Test
    void nothingIsCutWhileACanaryIsOpen() {
        assertThat(STOCK.end(batch(100, 3, 3), 0, 1, 0)).isEqualTo(3);
        assertThat(STOCK.end(batch(100, 3, 3), 0, 0, 0)).isEqualTo(13);
    }

    @Test
    void theDefaultIsThreeCanaries() {
        assertThat(STOCK.end(batch(100, -1, 0), 0, 0, 0)).isEqualTo(3);
        assertThat(STOCK.end(batch(2, -1, 0), 0, 0, 0)).isEqualTo(2);
    }

    @Test
    void withoutCanariesItIsCutAtOnce() {
        assertThat(STOCK.end(batch(100, 0, 0), 0, 0, 0)).isEqualTo(10);
    }

    @Test
    void theStockIsFilledButNotOver() {
        assertThat(STOCK.end(batch(100, 0, 50), 30, 15, 0)).isEqualTo(55);
        assertThat(STOCK.end(batch(100, 0, 50), 39, 20, 0)).isEqualTo(50);
        assertThat(STOCK.end(batch(100, 0, 50), 40, 20, 0)).isEqualTo(50);
        assertThat(STOCK.end(batch(100, 0, 50), 4_000, 20, 0)).isEqualTo(50);
    }

    @Test
    void whatIsTakenFastIsCutAheadForTenSecondsWithinABound() {
        Stock stock = new Stock(40, 600, 100);

        assertThat(stock.end(batch(10_000, 0, 50), 40, 0, 4)).isEqualTo(50);
        assertThat(stock.end(batch(10_000, 0, 50), 40, 0, 8)).isEqualTo(70);
        assertThat(stock.end(batch(10_000, 0, 50), 100, 0, 50)).isEqualTo(150);
        assertThat(stock.end(batch(10_000, 0, 50), 560, 0, 500)).isEqualTo(70);
        assertThat(stock.end(batch(10_000, 0, 50), 600, 0, 500)).isEqualTo(50);
    }

    @Test
    void lessThanHalfABlockIsNotWorthATransactionUnlessNothingWaits() {
        assertThat(STOCK.end(batch(100, 0, 50), 32, 16, 0)).isEqualTo(50);
        assertThat(STOCK.end(batch(100, 0, 50), 30, 15, 0)).isEqualTo(55);
        assertThat(STOCK.end(batch(53, 0, 50), 0, 0, 0)).isEqualTo(53);
    }

    @Test
    void itEndsWithTheBatch() {
        assertThat(STOCK.end(batch(52, 0, 50), 0, 0, 0)).isEqualTo(52);
        assertThat(STOCK.end(batch(52, 0, 52), 0, 0, 0)).isEqualTo(52);
    }

    @Test
    void aStockSmallerThanAQuorumStillMoves() {
        Stock tiny = new Stock(1, 1, 10);

        assertThat(tiny.end(batch(100, 0, 5), 0, 0, 0)).isEqualTo(6);
        assertThat(tiny.end(batch(100, 0, 6), 1, 1, 0)).isEqualTo(6);
    }

    @Test
    void anEmptyStockIsRefused() {
        assertThatThrownBy(() -> new Stock(0, 0, 10)).hasMessageContaining("found 0, 0 and 10");
        assertThatThrownBy(() -> new Stock(5, 4, 10)).hasMessageContaining("found 5, 4 and 10");
        assertThatThrownBy(() -> new Stock(5, 5, 0)).hasMessageContaining("found 5, 5 and 0");
    }

    private static Batch batch(long units, int canaries, long cursor) {
        BatchSpec spec = BatchSpec.of(
                        "b", new AppVersionId(1), BatchSpec.Cut.of(new BatchSpec.Range(0, units, 1)), List.of())
                .with(it -> it.quorum(2).canaries(canaries));
        return new Batch(
                new BatchId(1),
                new AccountId(1),
                new AppVersionId(1),
                "b",
                spec,
                BatchState.RUNNING,
                "",
                units,
                cursor,
                World.LIMITS,
                1_000,
                null,
                null,
                false,
                "",
                0,
                0,
                0,
                0);
    }
}
