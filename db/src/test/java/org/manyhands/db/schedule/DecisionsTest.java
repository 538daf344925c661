package org.manyhands.db.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsTest {
    private static final double HOUR = 3_600;

    @ParameterizedTest
    @CsvSource({"600, 0, 3600, 3600", "3600, 0, 3600, 10800", "3600, 0.5, 3600, 24582", "1e9, 1, 3600, 604800"})
    void a_deadline_is_three_times_the_95th_percentile_and_not_below_the_floor(
            double median, double deviation, double floor, double expected) {
        assertThat(Deadlines.seconds(new Prediction(median, deviation), floor)).isCloseTo(expected, within(1.0));
    }

    @Test
    void buffers_are_small_unless_the_owner_is_often_offline_and_empty_in_the_tail() {
        Availability steady = Availability.UNKNOWN.on(10 * 86_400).off(1_800);
        Availability away =
                Availability.UNKNOWN.on(10 * HOUR).off(10 * HOUR).on(5 * HOUR).off(30 * HOUR);
        assertThat(Buffers.seconds(steady, true, false)).isEqualTo(Buffers.SMALL_SECONDS);
        assertThat(Buffers.seconds(away, false, false)).isEqualTo(Buffers.SMALL_SECONDS);
        assertThat(Buffers.seconds(away, true, false)).isBetween(4 * HOUR, Buffers.MOST_SECONDS);
        assertThat(Buffers.seconds(away, true, true)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_host_has_a_class_that_takes_it_20_to_40_minutes(long seed) {
        SizeClasses classes = new SizeClasses(1_000_000, 24);
        Random random = new Random(seed);
        for (int trial = 0; trial < 200; trial++) {
            double speed = 1_000 * Math.exp(8 * random.nextDouble());
            double seconds = classes.fuel(classes.of(speed, Double.POSITIVE_INFINITY)) / speed;
            assertThat(seconds).isGreaterThan(1_200).isLessThanOrEqualTo(2_400);
        }
    }

    @Test
    void near_the_end_tasks_become_smaller_but_not_tiny() {
        SizeClasses classes = new SizeClasses(1_000_000, 24);
        double speed = 1_000_000;
        assertThat(classes.fuel(classes.of(speed, 1_000)) / speed).isBetween(250.0, 500.0);
        assertThat(classes.fuel(classes.of(speed, 0)) / speed).isBetween(75.0, 150.0);
        assertThat(classes.of(1, 0)).isZero();
        assertThat(classes.of(1e30, 1e9)).isEqualTo(23);
    }

    @Test
    void the_stock_has_what_hosts_take_until_it_is_filled_up_again() {
        SizeClasses classes = new SizeClasses(1_000, 4);
        assertThat(classes.stock(new TreeMap<>(Map.of(0, 10, 2, 240)), 60, 1e9))
                .containsExactly(Map.entry(0, 2), Map.entry(2, 13));
        assertThat(classes.stock(new TreeMap<>(Map.of(0, 10, 2, 240)), 60, 4_799))
                .as("near the end")
                .containsExactly(Map.entry(0, 1), Map.entry(2, 12));
        assertThatThrownBy(() -> classes.fuel(4)).hasMessageContaining("0 to 3");
        assertThatThrownBy(() -> new SizeClasses(1, 41)).hasMessageContaining("1 to 40");
    }

    @Test
    void a_silent_host_is_expected_to_stay_away_and_a_busy_one_to_go_on() {
        Availability host = Availability.UNKNOWN.on(100 * HOUR).off(4 * HOUR);
        Prediction busy = Progress.left(host, HOUR, 60);
        Prediction silent = Progress.left(host, HOUR, 10 * HOUR);
        assertThat(busy.medianSeconds()).isCloseTo(HOUR, within(120.0));
        assertThat(silent.medianSeconds()).isCloseTo(11 * HOUR, within(1.0));
        assertThat(silent.deviation()).isGreaterThan(busy.deviation());
        assertThat(Progress.left(host, 0, 0).medianSeconds()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void copies_go_to_what_would_come_last_and_never_beyond_the_room() {
        List<Tail.Flight> flights = List.of(
                flight(1, 0.5 * HOUR, 1, false),
                flight(2, 9 * HOUR, 0, false),
                flight(3, 5 * HOUR, 0, false),
                flight(4, 20 * HOUR, 0, true),
                flight(5, 20 * HOUR, 2, false));
        assertThat(Tail.toCopy(flights, HOUR, 10)).extracting(Tail.Flight::unit).containsExactly(2L, 3L);
        assertThat(Tail.toCopy(flights, HOUR, 1)).extracting(Tail.Flight::unit).containsExactly(2L);
        assertThat(Tail.toCopy(flights, HOUR, 0)).isEmpty();
        assertThat(Tail.toCopy(flights, HOUR, -3)).isEmpty();
    }

    @Test
    void with_room_for_all_less_risk_is_enough_and_at_the_very_end_little() {
        Tail.Flight uncertain = new Tail.Flight(7, new Prediction(0.7 * HOUR, 0.5), HOUR, 1, false, 1);
        Tail.Flight likelyInTime = new Tail.Flight(8, new Prediction(0.5 * HOUR, 0.5), HOUR, 1, false, 1);
        assertThat(Tail.toCopy(List.of(uncertain, likelyInTime), 60, 1)).isEmpty();
        assertThat(Tail.toCopy(List.of(uncertain, likelyInTime), 60, 2)).containsExactly(uncertain);
        assertThat(Tail.toCopy(List.of(likelyInTime), 0, 0)).isEmpty();
        assertThat(Tail.toCopy(List.of(uncertain, likelyInTime), 0, 5)).containsExactly(uncertain, likelyInTime);
    }

    @Test
    void little_risk_waits_until_fast_hosts_took_what_is_lost() {
        List<Tail.Flight> flights = new ArrayList<>();
        for (int unit = 1; unit <= 6; unit++) {
            flights.add(new Tail.Flight(unit, new Prediction(0.7 * HOUR, 0.5), HOUR, 1, false, 1));
        }
        assertThat(Tail.toCopy(flights, 0, 20)).hasSize(Tail.MOST_WAITING);
        flights.add(flight(8, 20 * HOUR, 0, true));
        flights.add(flight(9, 20 * HOUR, 0, true));
        assertThat(Tail.toCopy(flights, 0, 20)).hasSize(Tail.MOST_WAITING - 2);
        for (int unit = 10; unit < 15; unit++) {
            flights.add(flight(unit, 9 * HOUR, 0, false));
        }
        assertThat(Tail.toCopy(flights, 0, 20))
                .as("what is likely lost is copied at once")
                .extracting(Tail.Flight::unit)
                .containsExactly(10L, 11L, 12L, 13L, 14L);
    }

    @Test
    void who_misses_calls_for_minutes_is_not_waited_for() {
        Availability host = Availability.UNKNOWN.on(100 * HOUR).off(4 * HOUR);
        assertThat(Progress.isSilent(Progress.SILENT_SECONDS)).isFalse();
        assertThat(Progress.isSilent(Progress.SILENT_SECONDS + 1)).isTrue();
        assertThat(Progress.left(host, HOUR, Progress.SILENT_SECONDS).medianSeconds())
                .isLessThan(1.1 * HOUR);
        assertThat(Progress.left(host, HOUR, Progress.SILENT_SECONDS + 1).medianSeconds())
                .isGreaterThan(2 * HOUR);
    }

    @Test
    void only_the_fast_and_reliable_get_copies_and_the_slow_start_nothing_late() {
        assertThat(Tail.suits(new Prediction(HOUR, 0.1), 0.95, 1.2 * HOUR)).isTrue();
        assertThat(Tail.suits(new Prediction(HOUR, 0.1), 0.85, 1.2 * HOUR)).isFalse();
        assertThat(Tail.suits(new Prediction(HOUR, 0.5), 0.95, 1.2 * HOUR)).isFalse();
        assertThat(Tail.startsTooLate(new Prediction(3 * HOUR, 0), HOUR, HOUR)).isTrue();
        assertThat(Tail.startsTooLate(new Prediction(2 * HOUR, 0), HOUR, HOUR)).isFalse();
        assertThat(Tail.startsTooLate(new Prediction(99 * HOUR, 0), Double.POSITIVE_INFINITY, HOUR))
                .isFalse();
        assertThat(Tail.begun(2 * HOUR, HOUR)).isTrue();
        assertThat(Tail.begun(2.1 * HOUR, HOUR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 2", "100, 1, 8", "100, 2, 16", "4000, 1, 320"})
    void the_tail_may_cost_eight_percent_and_two_copies_always(long units, int quorum, long copies) {
        assertThat(Tail.allowance(units, quorum)).isEqualTo(copies);
    }

    @Test
    void the_more_copies_there_are_the_slower_a_host_may_be() {
        List<Prediction> hosts = new ArrayList<>();
        for (int host = 100; host > 0; host--) {
            hosts.add(new Prediction(host, 0));
        }
        Fleet fleet = Fleet.of(hosts, 2);
        assertThat(fleet.copySeconds()).isEqualTo(26);
        assertThat(fleet.fastSeconds(1)).isEqualTo(11);
        assertThat(fleet.fastSeconds(30)).isEqualTo(31);
        assertThat(fleet.fastSeconds(1_000)).isEqualTo(41);
        assertThat(Fleet.UNKNOWN.copySeconds()).isInfinite();
        assertThat(Fleet.UNKNOWN.fastSeconds(1)).isInfinite();
    }

    private static Tail.Flight flight(long unit, double seconds, int live, boolean waiting) {
        return new Tail.Flight(unit, new Prediction(seconds, 0.3), HOUR, live, waiting, 1);
    }
}
