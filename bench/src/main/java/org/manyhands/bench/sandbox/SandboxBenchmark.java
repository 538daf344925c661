package org.manyhands.bench.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.bench.Roots;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.SlotException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code manyhands bench sandbox}. How to read what it prints stands in {@code docs/benchmarks.md}. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Runs twelve kernels natively, on V8 and in the sandbox, with and without each rewrite, all in turns.",
            "Prints medians, spreads and the distance to each goal. Takes about ten minutes; --quick about two.",
            "Exit code 1 when columns disagree on an answer or on fuel, or when one could not be run."
        })
@SuppressWarnings("NullAway.Init")
public final class SandboxBenchmark implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--kernels",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, separated by commas (default: all twelve).")
    private List<String> names = List.of();

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only these of: native, v8, plain, metering, nans, depth, loops, all, v8-all, old-plain, old-all.")
    private List<String> columnNames = List.of();

    @Option(names = "--runs", paramLabel = "N", description = "Warm runs of each cell (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--quick", description = "Small sizes: shows that all works, and little of how fast it is.")
    private boolean quick;

    @Option(names = "--jdk", paramLabel = "PATH", description = "The Java to measure (default: the newest found).")
    private @Nullable Path java;

    @Option(names = "--cpu-time", description = "Compares processor time instead of wall-clock time.")
    private boolean cpuTime;

    @Option(
            names = "--profile",
            description = "Also tells of each kernel that misses the goal where its time goes, by the flight recorder.")
    private boolean profile;

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes every run of every cell to FILE.")
    private @Nullable Path json;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws IOException, SlotException, ModuleRefusedException {
        if (runs < 1) {
            throw misuse("--runs is " + runs + "; it must be 1 or more");
        }
        List<Kernel> kernels = chosen("--kernels", names, List.of(Kernel.values()), Kernel::title);
        List<Column> chosen = chosen("--columns", columnNames, List.of(Column.values()), Column::key);
        Tools tools = tools();
        Map<Column, String> missing = tools.missing();
        Set<Column> columns = EnumSet.copyOf(chosen);
        columns.removeAll(missing.keySet());
        if (columns.contains(Column.V8_ALL) && !columns.contains(Column.ALL)) {
            throw misuse("--columns has v8-all, which runs the module of all; name both");
        }
        Path directory = Files.createTempDirectory("manyhands-bench-");
        try {
            tools.describe().forEach(out::println);
            out.println(circumstances());
            missing.forEach((column, reason) -> out.println("column '" + column.title() + "' is empty: " + reason));
            List<String> failures = new ArrayList<>();
            Path modules = Roots.ofSource().resolve("wasm-apps/kernels");
            Workshop workshop = new Workshop(tools, modules, directory, quick);
            Results results = measure(workshop, kernels, columns, failures);
            StartTimes starts =
                    StartTimes.measure(tools.jdk(), modules.resolve("queens.wasm"), directory, quick ? 1 : 5);
            List<Goal> goals = new ArrayList<>(Goal.of(results));
            goals.add(starts.goal());
            print(results, goals, starts);
            if (profile) {
                explain(workshop, results);
            }
            if (json != null) {
                Json.write(json, tools.describe(), results, goals);
            }
            failures.forEach(failure -> out.println("FAILED: " + failure));
            return failures.isEmpty() ? 0 : 1;
        } finally {
            delete(directory);
        }
    }

    private Results measure(Workshop workshop, List<Kernel> kernels, Set<Column> columns, List<String> failures)
            throws IOException {
        Map<Kernel, Map<Column, Cell>> cells = new EnumMap<>(Kernel.class);
        for (Kernel kernel : kernels) {
            System.err.println("bench: " + kernel.title() + ", " + (cells.size() + 1) + " of " + kernels.size());
            Turns.Outcome outcome = Turns.measure(workshop, kernel, columns, runs);
            cells.put(kernel, outcome.cells());
            failures.addAll(outcome.failures());
            failures.addAll(Agreement.disagreements(kernel, outcome.cells()));
        }
        return new Results(cpuTime ? Clock.CPU : Clock.WALL, cells);
    }

    private void print(Results results, List<Goal> goals, StartTimes starts) {
        Table table = new Table(results);
        String clock = results.clock().words();
        section("Times as long as V8 on the module without rewrites (smaller is faster; medians of " + clock + ").");
        out.println("ours/V8 and 17/V8: all rewrites against V8 on the same instrumented module.");
        table.ratios().forEach(out::println);
        section("Milliseconds, median of " + runs + " runs after " + Cell.WARM_UP + " that warm up, " + clock);
        table.medians().forEach(out::println);
        section("Fastest and slowest of these runs, in percent of the median");
        table.spreads().forEach(out::println);
        section("Milliseconds of the first run, which compiles, " + clock);
        table.firsts().forEach(out::println);
        section("From asking a slot to a small program's first output, wall-clock time");
        out.println(starts.line());
        section("Goals");
        goals.forEach(goal -> out.println(goal.line()));
    }

    private void explain(Workshop workshop, Results results) throws IOException, SlotException {
        for (Kernel kernel : results.cells().keySet()) {
            double ratio = results.ratio(kernel, Column.ALL, Column.V8_ALL);
            if (ratio > Goal.MOST_TIMES_V8) {
                section(String.format(Locale.ROOT, "Profile of %s, %.2f times V8", kernel.title(), ratio));
                workshop.profile(kernel, Cell.WARM_UP + runs).lines().forEach(out::println);
            }
        }
    }

    private void section(String title) {
        out.println();
        out.println(title);
    }

    private String circumstances() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return String.format(
                Locale.ROOT,
                "%d processors, load %.1f before%s; sizes: %s",
                Runtime.getRuntime().availableProcessors(),
                load,
                load > 1 ? " (others are at work here: read ratios, not times)" : "",
                quick ? "quick" : "full");
    }

    private Tools tools() {
        try {
            return Tools.find(java);
        } catch (IllegalArgumentException e) {
            throw misuse("--jdk: " + e.getMessage());
        }
    }

    private <T> List<T> chosen(
            String option, List<String> wanted, List<T> all, java.util.function.Function<T, String> name) {
        Map<String, T> known = all.stream().collect(Collectors.toMap(name, each -> each));
        for (String each : wanted) {
            if (!known.containsKey(each)) {
                throw misuse(option + ": there is no '" + each + "'; there are "
                        + all.stream().map(name).collect(Collectors.joining(", ")));
            }
        }
        return all.stream()
                .filter(each -> wanted.isEmpty() || wanted.contains(name.apply(each)))
                .toList();
    }

    private ParameterException misuse(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
