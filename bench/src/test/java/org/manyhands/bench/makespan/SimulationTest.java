package org.manyhands.bench.makespan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulationTest {
    /** The scale of the goals; seeds on which nothing was fitted. */
    private static final Model MODEL = new Model(400, 4_000, 48 * 3_600);

    @Test
    void the_same_seed_gives_the_same_outcome() {
        Model small = new Model(60, 300, 24 * 3_600);
        assertThat(new Simulation(small, 7, new Manyhands(new SizedTasks())).run())
                .isEqualTo(new Simulation(small, 7, new Manyhands(new SizedTasks())).run())
                .isNotEqualTo(new Simulation(small, 8, new Manyhands(new SizedTasks())).run());
    }

    @Test
    void tasks_cut_to_the_hosts_end_within_the_goals() {
        List<Outcome> outcomes = outcomes(() -> new Manyhands(new SizedTasks()));
        assertThat(Report.median(outcomes, Outcome::ratio)).isLessThanOrEqualTo(Report.GOAL_RATIO);
        assertThat(Report.median(outcomes, Outcome::extraShare)).isBetween(0.0, Report.GOAL_EXTRA);
        assertThat(Report.coverage(outcomes)).isGreaterThan(0.6);
    }

    @Test
    void equal_tasks_end_soon_after_nine_tenths_and_boincs_after_a_week() {
        List<Outcome> ours = outcomes(() -> new Manyhands(new EqualTasks()));
        assertThat(Report.median(ours, Outcome::ratio)).isLessThanOrEqualTo(1.2);
        assertThat(Report.median(ours, Outcome::extraShare)).isBetween(0.0, Report.GOAL_EXTRA);
        Outcome boinc = new Simulation(MODEL, 901, new Boinc(false)).run();
        assertThat(boinc.makespanSeconds()).isGreaterThan(7 * 86_400);
        assertThat(boinc.t90Seconds()).isLessThan(86_400);
        assertThat(boinc.forecasts()).isEmpty();
    }

    @Test
    void the_report_names_its_model_and_its_goals() {
        Outcome outcome = new Outcome(
                "Ours", 5, 7_200, 3_600, 0.05, List.of(new Outcome.Forecast(0.5, 1_800, 7_000, 6_900, 7_100)));
        assertThat(Report.opening(MODEL, List.of(5L)))
                .anySatisfy(line -> assertThat(line).contains("400 hosts, 4000 tasks"))
                .anySatisfy(line -> assertThat(line).contains("1 seeds, 5 to 5"));
        assertThat(Report.row(List.of(outcome))).contains("2.0", "1.0", "2.00", "5.0", "0 % of 1");
        assertThat(Report.closing(List.of(List.of(outcome))))
                .anySatisfy(line -> assertThat(line)
                        .contains("missed (2.000, goal 1.150)", "met (5.0 %)", "missed (0 % of 1 forecasts)"));
    }

    @Test
    void numbers_out_of_range_are_refused_with_the_range() {
        CommandLine command = new CommandLine(new MakespanBenchmark());
        StringBuilder said = new StringBuilder();
        command.setParameterExceptionHandler((failure, arguments) -> {
            said.append(failure.getMessage());
            return 2;
        });
        assertThat(command.execute("--hosts", "3")).isEqualTo(2);
        assertThat(said).contains("--hosts is 3; expected 10 to 1000000");
    }

    private static List<Outcome> outcomes(Supplier<Scheduling> scheduling) {
        return LongStream.rangeClosed(901, 903)
                .mapToObj(seed -> new Simulation(MODEL, seed, scheduling.get()).run())
                .toList();
    }
}
