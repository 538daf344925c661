package org.manyhands.db.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    private static final double UNKNOWN = Double.POSITIVE_INFINITY;

    /** A piece takes a host of speed 1 a minute. */
    private final SizeStock stock = new SizeStock(SizeClasses.ofPieces(60, 600, 64, 0));

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "1024, 10", "1025, 11", "1048576, 20"})
    void aRunOfPiecesIsOfTheSmallestClassThatHoldsIt(int pieces, int sizeClass) {
        assertThat(SizeClasses.holding(pieces)).isEqualTo(sizeClass);
        assertThat(SizeClasses.pieces(sizeClass)).isGreaterThanOrEqualTo(pieces);
    }

    @Test
    void noClassMayNeedMoreFuelThanAWorkUnitMayHave() {
        assertThat(SizeClasses.ofPieces(1, 1, 64, 0).classes()).isEqualTo(SizeClasses.LARGEST + 1);
        assertThat(SizeClasses.ofPieces(1, 1_000_000_000_000_000L, 64, 0).classes())
                .isEqualTo(1);
        assertThat(SizeClasses.ofPieces(1, 500_000_000_000_000L, 64, 0).classes())
                .isEqualTo(2);
        assertThat(SizeClasses.ofPieces(1, 500_000_000_000_001L, 64, 0).classes())
                .isEqualTo(1);
        assertThat(SizeClasses.ofPieces(0, 1_000, 64, 0).fuel(0)).isEqualTo(1);
        SizeClasses large = SizeClasses.ofPieces(Long.MAX_VALUE, 1, 64, 0);
        assertThat(large.fuel(large.classes() - 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatAWorkUnitLeavesFitsASlot() {
        assertThat(SizeClasses.ofPieces(1, 1, 1 << 20, 0).classes())
                .as("64 of 1 MiB")
                .isEqualTo(7);
        assertThat(SizeClasses.ofPieces(1, 1, (1 << 20) + 1, 0).classes()).isEqualTo(6);
        assertThat(SizeClasses.ofPieces(1, 1, (64 << 20) - 1, 0).classes()).isEqualTo(1);
        assertThat(SizeClasses.ofPieces(1, 1, 64 << 20, 0).classes())
                .as("as much as there is: so may all")
                .isEqualTo(SizeClasses.LARGEST + 1);
        assertThat(SizeClasses.output(1 << 20, 1)).isEqualTo(1 << 20);
        assertThat(SizeClasses.output(1 << 20, 64)).isEqualTo(64 << 20);
        assertThat(SizeClasses.output(64 << 20, 1 << 20)).isEqualTo(64 << 20);
        assertThat(SizeClasses.output(1L << 30, 2)).isEqualTo(1L << 30);
    }

    @Test
    void whatAWorkUnitLeavesFitsACall() {
        assertThat(SizeClasses.ofPieces(1, 1, 64, 1).classes())
                .as("2048 pieces need 4096")
                .isEqualTo(11);
        assertThat(SizeClasses.ofPieces(1, 1, 64, 125).classes())
                .as("16 pieces")
                .isEqualTo(5);
        assertThat(SizeClasses.ofPieces(1, 1, 64, 126).classes()).isEqualTo(4);
        assertThat(SizeClasses.ofPieces(1, 1, 64, 1_000).classes()).isEqualTo(2);
        assertThat(SizeClasses.files(1_000, 1)).isEqualTo(1_000);
        assertThat(SizeClasses.files(1_000, 3)).isEqualTo(3_000);
        assertThat(SizeClasses.files(1_000, 1 << 20)).isEqualTo(4_000);
        assertThat(SizeClasses.files(5_000, 2)).isEqualTo(5_000);
    }

    @Test
    void aHostIsOfferedItsOwnSizeThenSmallerOnesThenLargerOnes() {
        assertThat(IntStream.rangeClosed(0, 20)
                        .boxed()
                        .sorted((one, other) -> Integer.compare(SizeClasses.rank(3, one), SizeClasses.rank(3, other)))
                        .limit(6))
                .containsExactly(3, 2, 1, 0, 4, 5);
    }

    @Test
    void forUnknownHostsThereAreSinglePieces() {
        assertThat(missing(List.of(), UNKNOWN, Map.of())).isEqualTo(Collections.nCopies(SizeStock.FOR_NEWCOMERS, 0));
        assertThat(missing(List.of(), UNKNOWN, Map.of(0, 17L))).isEmpty();
        assertThat(missing(List.of(), UNKNOWN, Map.of(0, 16L))).hasSize(16);
    }

    @Test
    void ofEachSizeThereIsWhatHostsTakeInAMinuteByTurnsTheLargestFirst() {
        // Speed 1: 32 of 40 pieces; speed 4: 128 of 160.
        List<Double> speeds = new java.util.ArrayList<>(Collections.nCopies(40, 1.0));
        speeds.addAll(Collections.nCopies(SizeStock.LEAST_HOSTS, 4.0));
        List<Integer> missing = missing(speeds, UNKNOWN, Map.of(0, 32L));
        assertThat(missing).containsExactly(7, 5, 7, 5, 5);
        assertThat(missing(speeds, UNKNOWN, Map.of(0, 32L, 5, 2L, 7, 1L))).containsExactly(7);
        assertThat(stock.missing(speeds, UNKNOWN, Map.of(), Map.of(), 3)).containsExactly(7, 5, 0);
    }

    @Test
    void whatOnlyFewHostsWouldTakeIsNotCut() {
        List<Double> speeds = new java.util.ArrayList<>(Collections.nCopies(200, 1.0));
        speeds.addAll(Collections.nCopies(SizeStock.LEAST_HOSTS - 1, 2.0));
        assertThat(missing(speeds, UNKNOWN, Map.of(0, 32L))).containsOnly(5);
        speeds.add(2.0);
        assertThat(missing(speeds, UNKNOWN, Map.of(0, 32L))).contains(6);
        List<Double> far = new java.util.ArrayList<>(Collections.nCopies(200, 1.0));
        far.add(16.0);
        assertThat(missing(far, UNKNOWN, Map.of(0, 32L)))
                .as("a host gets no tasks that are much too small for it")
                .contains(7)
                .doesNotContain(8, 9);
        assertThat(missing(List.of(1.0, 16.0), UNKNOWN, Map.of(0, 32L)))
                .as("of few hosts none is rare")
                .contains(5, 9);
        assertThat(missing(List.of(16.0, 16.0), UNKNOWN, Map.of(0, 32L))).containsOnly(9);
    }

    @Test
    void nearTheEndTheSizesAreSmaller() {
        assertThat(missing(List.of(4.0), 1_200, Map.of(0, 32L))).containsExactly(5);
        assertThat(missing(List.of(4.0), 0, Map.of(0, 32L))).containsExactly(3);
    }

    @Test
    void whatHostsTakeQuicklyIsAheadOfThem() {
        assertThat(stock.missing(List.of(1.0), UNKNOWN, Map.of(0, 32L, 5, 40L), Map.of(5, 100L), 400))
                .isEqualTo(Collections.nCopies(60, 5));
    }

    private List<Integer> missing(List<Double> speeds, double drain, Map<Integer, Long> waiting) {
        return stock.missing(speeds, drain, waiting, Map.of(), 400);
    }
}
