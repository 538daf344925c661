package org.manyhands.validator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;

class VerifierTurnsTest {
    private static final AccountId ADA = new AccountId(1);
    private static final AccountId BEN = new AccountId(2);

    private final VerifierTurns turns = new VerifierTurns();

    @Test
    void researchersTakeTurnsAndEachHasOwnBatchesInOrder() {
        turns.add(ADA, new BatchId(1));
        turns.add(ADA, new BatchId(2));
        turns.add(ADA, new BatchId(3));
        turns.add(BEN, new BatchId(4));
        turns.add(BEN, new BatchId(5));

        assertThat(next(4)).containsExactly(1L, 4L, 2L, 5L);
        turns.add(BEN, new BatchId(4));
        assertThat(next(3)).containsExactly(3L, 4L);
    }

    @Test
    void noMoreThanAHundredOfOneAreKept() {
        LongStream.rangeClosed(1, VerifierTurns.MOST_OF_ONE)
                .forEach(batch -> assertThat(turns.add(ADA, new BatchId(batch))).isTrue());

        assertThat(turns.add(ADA, new BatchId(1_000))).isFalse();
        assertThat(turns.add(BEN, new BatchId(1_001))).isTrue();
        assertThat(next(3)).containsExactly(1L, 1_001L, 2L);
        assertThat(turns.add(ADA, new BatchId(1_000))).isTrue();
    }

    private List<Long> next(int most) {
        return Stream.generate(turns::next)
                .limit(most)
                .flatMap(Optional::stream)
                .map(BatchId::value)
                .toList();
    }
}
