package org.manyhands.bench.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the benchmark makes of its measurements. */
class ResultsTest {
    private static final String SUM = "0123456789abcdef";

    /** A cell whose runs took so many milliseconds, on both clocks. */
    private static Cell cell(String checksum, long fuel, long... millis) {
        List<Sample> samples = new ArrayList<>();
        for (long each : millis) {
            samples.add(new Sample(each * 1_000_000, each * 1_000_000, fuel, checksum));
        }
        return new Cell(samples);
    }

    private static Cell steady(long millis) {
        return cell(SUM, 0, 900, 800, millis, millis, millis);
    }

    private static Results results(long lzAll, long fftAll) {
        Map<Kernel, Map<Column, Cell>> cells = new EnumMap<>(Kernel.class);
        cells.put(Kernel.LZ, Map.of(Column.ALL, steady(lzAll), Column.V8_ALL, steady(100)));
        cells.put(Kernel.FFT, Map.of(Column.ALL, steady(fftAll), Column.V8_ALL, steady(100)));
        return new Results(Clock.WALL, cells);
    }

    @Test
    void medianAndSpreadLeaveTheWarmUpOut() {
        Cell cell = cell(SUM, 0, 900, 5, 100, 300, 200, 400);
        assertThat(cell.first(Clock.WALL)).isEqualTo(900);
        assertThat(cell.median(Clock.WALL)).isEqualTo(250);
        assertThat(cell.fastest(Clock.WALL)).isEqualTo(100);
        assertThat(cell.slowest(Clock.WALL)).isEqualTo(400);
    }

    @Test
    void theMeanOfRatiosIsGeometric() {
        assertThat(results(100, 400).geometricMean(Column.ALL, Column.V8_ALL)).isEqualTo(2, within());
        assertThat(results(100, 400).geometricMean(Column.NATIVE, Column.V8)).isNaN();
    }

    @Test
    void aGoalIsMetOrMissedByItsDistance() {
        List<Goal> goals = Goal.of(results(100, 250));
        assertThat(goals.get(0).met()).isFalse();
        assertThat(goals.get(0).line()).contains("1.58", "at most 1.20", "MISSED by 0.38");
        assertThat(goals.get(2).line()).contains("which is fft", "2.50", "MISSED by 0.50");
        assertThat(Goal.of(results(100, 110)).get(0).line()).endsWith("met");
    }

    @Test
    void aGoalThatWasNotMeasuredIsNotMet() {
        Goal metering = Goal.of(results(100, 110)).get(3);
        assertThat(metering.met()).isFalse();
        assertThat(metering.line()).endsWith("not measured");
    }

    @Test
    void aWrongAnswerIsNamedWithItsColumn() {
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        cells.put(Column.NATIVE, steady(1));
        cells.put(Column.V8, steady(1));
        cells.put(Column.PLAIN, cell("fedcba9876543210", 0, 1, 1, 1));
        assertThat(Agreement.disagreements(Kernel.SORT, cells))
                .singleElement()
                .asString()
                .contains("sort", "checksums differ", "(native, V8)", "fedcba9876543210 (plain)");
    }

    @Test
    void fuelMustAgreeWhereItIsCountedAndOnlyThere() {
        Map<Column, Cell> cells = new EnumMap<>(Column.class);
        cells.put(Column.PLAIN, cell(SUM, 7, 1, 1, 1));
        cells.put(Column.ALL, cell(SUM, 500, 1, 1, 1));
        cells.put(Column.V8_ALL, cell(SUM, 500, 1, 1, 1));
        assertThat(Agreement.disagreements(Kernel.SORT, cells)).isEmpty();

        cells.put(Column.V8_ALL, cell(SUM, 501, 1, 1, 1));
        assertThat(Agreement.disagreements(Kernel.SORT, cells))
                .singleElement()
                .asString()
                .contains("fuel differs", "500 (all)", "501 (V8 all)");
    }

    @Test
    void tablesFitTheScreenAndShowWhatIsMissing() {
        Table table = new Table(results(100, 400));
        assertThat(table.ratios())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).hasSize(118));
        assertThat(table.ratios().get(1)).startsWith("lz ").contains("1.00", "-");
        assertThat(table.spreads().get(1)).contains("-0+0");
        assertThat(table.firsts().get(2)).startsWith("fft ").contains("900.0");
    }

    @Test
    void anAnswerOfAnotherFormIsRefused() throws Exception {
        assertThat(Sample.parse("run 12 34 56 " + SUM)).isEqualTo(new Sample(12, 34, 56, SUM));
        assertThatThrownBy(() -> Sample.parse("run 12 x 56 " + SUM))
                .isInstanceOf(KernelFailedException.class)
                .hasMessageContaining("run 12 x 56");
        assertThatThrownBy(() -> Sample.parse("hello")).hasMessageContaining("'hello'");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(1e-9);
    }
}
