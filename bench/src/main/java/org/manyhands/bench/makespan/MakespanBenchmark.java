package org.manyhands.bench.makespan;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code manyhands bench makespan}. What it computes stands in {@code docs/scheduling.md}. */
@Command(
        name = "makespan",
        mixinStandardHelpOptions = true,
        description = {
            "A batch on flaky hosts, simulated: the production scheduling code beside BOINC's defaults on the same hosts.",
            "Prints the model, the time to the end and to nine tenths, the extra work, and how often the estimate held.",
            "Takes about ten seconds, with 100,000 hosts four minutes; the clock is virtual, so a busy machine changes nothing else."
        })
@SuppressWarnings("NullAway.Init")
public final class MakespanBenchmark implements Callable<Integer> {
    /** The constants were fitted on seeds 1 to 16: these are others. */
    static final long FIRST_SEED = 101;

    private static final int MOST_HOSTS = 1_000_000;
    private static final double WARM_UP_SECONDS = 72 * 3_600;
    private static final double SHORT_WARM_UP_SECONDS = 24 * 3_600;
    private static final int MANY_HOSTS = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--hosts", paramLabel = "N", description = "Hosts (default: ${DEFAULT-VALUE}).")
    private int hosts = 400;

    @Option(names = "--tasks", paramLabel = "N", description = "Tasks of one hour (default: ten for each host).")
    private @Nullable Integer tasks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            split = ",",
            description = "Seeds of the hosts, separated by commas (default: 101 and those that follow).")
    private List<Long> seeds = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds without --seed (default: 24, or 1 from 10,000 hosts on).")
    private @Nullable Integer seedCount;

    @Override
    public Integer call() {
        within("--hosts", hosts, 10, MOST_HOSTS);
        int taskCount = tasks == null ? 10 * hosts : tasks;
        within("--tasks", taskCount, 10, 100 * MOST_HOSTS);
        boolean many = hosts >= MANY_HOSTS;
        int count = seedCount == null ? (many ? 1 : 24) : seedCount;
        within("--seeds", count, 1, 10_000);
        Model model = new Model(hosts, taskCount, many ? SHORT_WARM_UP_SECONDS : WARM_UP_SECONDS);
        List<Long> chosen = new ArrayList<>(seeds);
        for (long seed = FIRST_SEED; seeds.isEmpty() && seed < FIRST_SEED + count; seed++) {
            chosen.add(seed);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report.opening(model, chosen).forEach(out::println);
        out.println(Report.HEADING);
        List<List<Outcome>> rows = new ArrayList<>();
        for (Row row : Row.values()) {
            List<Outcome> outcomes = chosen.stream()
                    .map(seed -> new Simulation(model, seed, row.scheduling()).run())
                    .toList();
            rows.add(outcomes);
            out.println(Report.row(outcomes));
        }
        Report.closing(rows).forEach(out::println);
        return 0;
    }

    /** What is compared, in the order in which it is shown. */
    enum Row {
        /** As it comes. */
        BOINC_DEFAULTS,
        /** In its favour: no host holds more than it runs. */
        BOINC_WITHOUT_BUFFER,
        /** All tasks of one size. */
        EQUAL_TASKS,
        /** Tasks cut to the hosts. */
        SIZE_CLASSES;

        Scheduling scheduling() {
            return switch (this) {
                case BOINC_DEFAULTS -> new Boinc(true);
                case BOINC_WITHOUT_BUFFER -> new Boinc(false);
                case EQUAL_TASKS -> new Manyhands(new EqualTasks());
                case SIZE_CLASSES -> new Manyhands(new SizedTasks());
            };
        }
    }

    private void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + "; expected " + least + " to " + most);
        }
    }
}
