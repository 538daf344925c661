package org.manyhands.db.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndForecastTest {
    private static final double HOUR = 3_600;

    @Test
    void nothing_is_forecast_from_nothing() {
        assertThat(EndForecast.of(new EndForecast.Ahead(10, Pace.UNKNOWN, List.of(), HOUR, false)))
                .isEmpty();
        assertThat(EndForecast.of(
                        new EndForecast.Ahead(10, new Pace(1, 0.1), List.of(), Fleet.UNKNOWN.copySeconds(), false)))
                .isEmpty();
        assertThat(Pace.of(0, 0, 100)).isEqualTo(Pace.UNKNOWN);
        assertThat(Pace.of(1, 0, 0)).isEqualTo(Pace.UNKNOWN);
    }

    @Test
    void the_pace_counts_parts_and_knows_its_error() {
        Pace pace = Pace.of(90, 10, 50);
        assertThat(pace.unitsPerSecond()).isCloseTo(2, within(1e-9));
        assertThat(pace.relativeError()).isLessThan(Pace.of(9, 1, 5).relativeError());
        assertThat(pace.secondsFor(10)).isCloseTo(5, within(1e-9));
        assertThat(pace.secondsFor(0)).isZero();
    }

    @Test
    void what_waits_is_worked_off_and_then_comes_the_tail() {
        EndForecast forecast = forecast(3_600, false);
        assertThat(forecast.medianSeconds()).isBetween(10 * HOUR, 13 * HOUR);
        assertThat(forecast.earliestSeconds()).isLessThan(forecast.medianSeconds());
        assertThat(forecast.latestSeconds()).isGreaterThan(forecast.medianSeconds());
        assertThat(forecast(3_600, true).medianSeconds()).isLessThan(forecast.medianSeconds());
        double near =
                forecast(100, false).latestSeconds() - forecast(100, false).earliestSeconds();
        assertThat(near).isLessThan(forecast.latestSeconds() - forecast.earliestSeconds());
    }

    @Test
    void the_end_of_more_comes_later() {
        EndForecast few = at(Pace.of(400, 0, 4_000));
        EndForecast many = at(Pace.of(40_000, 0, 4_000));
        assertThat(many.medianSeconds() - few.medianSeconds()).isBetween(0.2 * HOUR, 0.6 * HOUR);
        assertThat(many.latestSeconds() - many.medianSeconds())
                .isLessThanOrEqualTo(few.latestSeconds() - few.medianSeconds());
    }

    /** An hour's work waits. */
    private static EndForecast at(Pace pace) {
        List<Prediction> underWay = Collections.nCopies(300, new Prediction(HOUR / 2, 0.3));
        return EndForecast.of(new EndForecast.Ahead(HOUR * pace.unitsPerSecond(), pace, underWay, 0.8 * HOUR, false))
                .orElseThrow();
    }

    @Test
    void when_nothing_waits_the_longest_counts_and_a_copy_overtakes_the_lost() {
        Prediction soon = new Prediction(600, 0.1);
        Prediction lost = new Prediction(1e7, 0.1);
        assertThat(nothingWaits(List.of(soon)).medianSeconds()).isCloseTo(600, within(30.0));
        assertThat(nothingWaits(Collections.nCopies(50, soon)).medianSeconds()).isGreaterThan(700);
        assertThat(nothingWaits(List.of(soon, lost)).medianSeconds()).isBetween(HOUR, 1.5 * HOUR);
        assertThat(nothingWaits(List.of()).medianSeconds()).isLessThan(2);
    }

    private static EndForecast forecast(double waiting, boolean tapered) {
        List<Prediction> underWay = Collections.nCopies(300, new Prediction(HOUR / 2, 0.3));
        return EndForecast.of(new EndForecast.Ahead(waiting, Pace.of(400, 0, 4_000), underWay, 0.8 * HOUR, tapered))
                .orElseThrow();
    }

    private static EndForecast nothingWaits(List<Prediction> underWay) {
        return EndForecast.of(new EndForecast.Ahead(0, Pace.UNKNOWN, underWay, HOUR, false))
                .orElseThrow();
    }
}
