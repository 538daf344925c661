package org.manyhands.db.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningTest {
    private static final long HOUR_OF_FUEL = 3_600_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_running_estimate_comes_close_to_the_truth_and_wild_samples_move_it_little(long seed) {
        Random random = new Random(seed);
        RunningEstimate estimate = RunningEstimate.NONE;
        for (int sample = 0; sample < 200; sample++) {
            estimate = estimate.plus(50 * Math.exp(0.3 * random.nextGaussian()), gain(sample));
        }
        assertThat(estimate.median()).isCloseTo(50, within(8.0));
        assertThat(Math.sqrt(estimate.variance())).isBetween(0.15, 0.5);
        assertThat(estimate.plus(50_000_000, gain(200)).median()).isCloseTo(estimate.median(), within(3.0));
    }

    @Test
    void a_lasting_change_is_followed() {
        RunningEstimate estimate = RunningEstimate.NONE;
        for (int sample = 0; sample < 100; sample++) {
            estimate = estimate.plus(10, gain(sample));
        }
        for (int sample = 0; sample < 200; sample++) {
            estimate = estimate.plus(40, gain(sample));
        }
        assertThat(estimate.median()).isCloseTo(40, within(2.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void what_cannot_be_a_time_or_a_speed_changes_nothing(double sample) {
        RunningEstimate before = RunningEstimate.NONE.plus(3, 1);
        assertThat(before.plus(sample, 0.5)).isEqualTo(before);
    }

    @Test
    void an_estimate_that_is_none_is_refused_with_its_values() {
        assertThatThrownBy(() -> new RunningEstimate(-1, 0, 0)).hasMessageContaining("samples -1");
        assertThatThrownBy(() -> new RunningEstimate(1, Double.NaN, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> RunningEstimate.NONE.plus(1, 0)).hasMessageContaining("weighs 0.0");
        assertThatThrownBy(() -> RunningEstimate.NONE.plus(1, 1.5)).hasMessageContaining("weighs 1.5");
        assertThatThrownBy(() -> new Prediction(-1, 0)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Availability(-1, 0, 0)).hasMessageContaining("-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void a_host_that_claims_to_have_run_for_a_moment_is_seen_as_slow_as_it_is(int results) {
        HostRecord liar = HostRecord.NONE;
        for (int result = 0; result < results; result++) {
            liar = liar.returned(HOUR_OF_FUEL, HostRecord.believedSeconds(0.001, 7_200), 7_200);
        }
        assertThat(liar.seenTurnaround(HOUR_OF_FUEL, 1_000).medianSeconds()).isGreaterThanOrEqualTo(7_199);
    }

    @Test
    void a_running_time_is_believed_between_a_twentieth_and_all_of_the_turnaround() {
        assertThat(HostRecord.believedSeconds(0.001, 7_200)).isEqualTo(360);
        assertThat(HostRecord.believedSeconds(3_600, 7_200)).isEqualTo(3_600);
        assertThat(HostRecord.believedSeconds(9_000, 7_200)).isEqualTo(7_200);
        assertThat(HostRecord.believedSeconds(0, 7_200)).as("unknown").isZero();
    }

    @ParameterizedTest
    @CsvSource({"-1.2816, 0.9", "0, 0.5", "0.8416, 0.2", "1.2816, 0.1", "1.6449, 0.05"})
    void quantiles_and_probabilities_belong_together(double quantile, double above) {
        Prediction prediction = new Prediction(100, 0.7);
        assertThat(prediction.longerThan(prediction.quantile(quantile))).isCloseTo(above, within(1e-4));
    }

    @Test
    void a_prediction_without_scatter_is_a_step() {
        Prediction certain = new Prediction(100, 0);
        assertThat(certain.longerThan(99)).isEqualTo(1);
        assertThat(certain.longerThan(101)).isZero();
        assertThat(certain.longerThan(0)).isEqualTo(1);
        assertThat(new Prediction(0, 0.5).longerThan(1)).isZero();
    }

    @Test
    void calls_in_time_are_time_on_and_silence_is_time_off() {
        Availability host = Availability.UNKNOWN.heard(300, 300).heard(900, 300).heard(901, 300);
        assertThat(host.onSeconds()).isCloseTo(1_200, within(2.0));
        assertThat(host.offSeconds()).isCloseTo(901, within(2.0));
        assertThat(host.offPeriods()).isCloseTo(1, within(0.01));
        assertThat(Availability.isOff(600, 2)).isFalse();
        assertThat(Availability.isOff(601, 2)).isTrue();
    }

    @Test
    void availability_is_learned_from_days_and_what_is_old_is_forgotten() {
        Availability host = Availability.UNKNOWN;
        for (int day = 0; day < 30; day++) {
            host = host.on(8 * 3_600).off(16 * 3_600);
        }
        assertThat(host.fraction()).isCloseTo(1 / 3.0, within(0.02));
        assertThat(host.meanOffSeconds()).isCloseTo(16 * 3_600, within(1_800.0));
        for (int day = 0; day < 60; day++) {
            host = host.on(23 * 3_600).off(3_600);
        }
        assertThat(host.fraction()).isGreaterThan(0.88);
    }

    @Test
    void a_host_that_is_unknown_is_taken_for_a_usual_one() {
        Prediction turnaround = HostRecord.NONE.turnaround(HOUR_OF_FUEL, 1_000);
        assertThat(turnaround.medianSeconds()).isCloseTo(1.4 * 3_600, within(1.0));
        assertThat(HostRecord.NONE.reliability()).isCloseTo(0.95, within(1e-9));
        assertThat(Availability.UNKNOWN.fraction()).isCloseTo(2 / 3.0, within(1e-9));
    }

    @Test
    void speed_and_turnaround_are_learned_whatever_the_host_claims() {
        HostRecord host = HostRecord.NONE;
        for (int result = 0; result < 40; result++) {
            host = host.returned(HOUR_OF_FUEL, 1_800, 5_400);
        }
        assertThat(host.fuelPerSecond(1_000_000)).isCloseTo(2_000, within(700.0));
        assertThat(host.turnaround(HOUR_OF_FUEL, 2_000).medianSeconds()).isCloseTo(5_400, within(400.0));
        assertThat(host.reliability()).isGreaterThan(0.98);
    }

    @Test
    void the_first_real_run_outweighs_canaries_that_were_mostly_start() {
        HostRecord host = HostRecord.NONE;
        for (int canary = 0; canary < 5; canary++) {
            host = host.returned(1_000, 10, 60);
        }
        assertThat(host.speed().median()).isCloseTo(100, within(1.0));
        host = host.returned(HOUR_OF_FUEL / 2, 1_800, 1_900);
        assertThat(host.speed().median()).isCloseTo(1_000, within(10.0));
        assertThat(host.turnaround().median()).isCloseTo(1.06, within(0.05));
        assertThat(host.speed().samples()).as("each counts as one").isEqualTo(6);
    }

    @Test
    void a_lone_long_run_that_was_slow_is_corrected_by_the_next_ones_and_by_many_small_ones() {
        HostRecord host = HostRecord.NONE;
        for (int result = 0; result < 3_000; result++) {
            host = host.returned(1_000, 1, 2);
        }
        HostRecord slow = host.returned(HOUR_OF_FUEL, 36_000, 36_000);
        assertThat(slow.speed().median()).isLessThan(200);
        HostRecord again = slow;
        for (int result = 0; result < 4; result++) {
            again = again.returned(HOUR_OF_FUEL, 3_600, 3_700);
        }
        assertThat(again.speed().median()).isBetween(500.0, 1_000.0);
        HostRecord small = slow;
        for (int result = 0; result < 1_000; result++) {
            small = small.returned(1_000, 1, 2);
        }
        assertThat(small.speed().median()).isBetween(900.0, 1_000.0);
    }

    @Test
    void results_whose_fuel_was_not_counted_count_as_those_of_the_next_ones_size() {
        HostRecord host = HostRecord.NONE;
        for (int result = 0; result < 4; result++) {
            host = host.returned(1_000, 1, 2);
        }
        HostRecord before =
                new HostRecord(host.speed(), host.turnaround(), host.kept(), host.broken(), host.quota(), 0);
        HostRecord after = before.returned(HOUR_OF_FUEL, 7_200, 7_300);
        assertThat(after.speed().median()).isCloseTo(1_000 * Math.pow(0.5, 0.2), within(1.0));
        assertThat(after.learnedFuel()).isPositive();
    }

    @Test
    void tiny_tasks_that_waited_long_say_little_of_large_ones() {
        HostRecord host = HostRecord.NONE;
        for (int result = 0; result < 40; result++) {
            host = host.returned(1_000, 0.01, 3_000);
        }
        assertThat(host.turnaround().median()).isCloseTo(20, within(1e-6));
    }

    @Test
    void errors_cost_reliability_and_successes_earn_it_back() {
        HostRecord host = HostRecord.NONE.broke().broke();
        assertThat(host.reliability()).isLessThan(0.7);
        for (int result = 0; result < 100; result++) {
            host = host.returned(HOUR_OF_FUEL, 1_800, 1_900);
        }
        assertThat(host.reliability()).isGreaterThan(0.95);
    }

    @Test
    void a_result_without_fuel_or_time_teaches_no_speed() {
        HostRecord host = HostRecord.NONE.returned(0, 10, 20).returned(HOUR_OF_FUEL, 0, 20);
        assertThat(host.speed()).isEqualTo(RunningEstimate.NONE);
        assertThat(host.turnaround()).isEqualTo(RunningEstimate.NONE);
        assertThat(host.kept()).isGreaterThan(1.9);
    }

    /** As of results that are all of one size. */
    private static double gain(int before) {
        return Math.max(1.0 / (before + 1), 1 / 33.0);
    }
}
