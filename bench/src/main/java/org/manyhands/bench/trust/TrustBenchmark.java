package org.manyhands.bench.trust;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.manyhands.validator.trust.Assumptions;
import org.manyhands.validator.trust.Credibility;
import org.manyhands.validator.trust.Quorum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code manyhands bench trust}. What it shows and why stands in {@code docs/trust.md}. */
@Command(
        name = "trust",
        mixinStandardHelpOptions = true,
        description = {
            "Simulated hosts, some of them cheats, against the validator's own trust code, on a virtual clock.",
            "Prints executions per accepted work unit and the rate of wrong answers with 95 % bounds,",
            "beside plain quorums and BOINC's adaptive replication on the same seeds. Takes a few minutes; --quick seconds."
        })
@SuppressWarnings("NullAway.Init")
public final class TrustBenchmark implements Callable<Integer> {
    private static final List<Double> EPSILONS = List.of(1e-2, 1e-3, 1e-4, 1e-6);
    private static final double UNITS_TIMES_EPSILON = 3;
    private static final long LEAST_UNITS = 400_000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Of all random numbers (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--epsilon",
            paramLabel = "RATE",
            split = ",",
            description = "Accepted error rates, from 1e-6 to 1e-2 (default: 1e-2,1e-3,1e-4,1e-6).")
    private List<Double> epsilons = EPSILONS;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "Tasks in a host's life (default: 4,000; 40,000 below 1e-4).")
    private int tasks;

    @Option(
            names = "--quick",
            description = "Leaves out all below 1e-4, and runs 3/epsilon or 30,000 work units a row.")
    private boolean quick;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() {
        if (tasks != 0 && tasks < 200) {
            throw misuse("--tasks is " + tasks + "; it must be 200 or more");
        }
        for (double epsilon : epsilons) {
            if (!(epsilon >= 1e-6 && epsilon <= 1e-2)) {
                throw misuse("--epsilon is " + epsilon + "; it must be from 1e-6 to 1e-2");
            }
        }
        List<Goal> goals = new ArrayList<>();
        for (double epsilon : epsilons) {
            if (!quick || epsilon >= 1e-4) {
                rows(epsilon, goals);
            }
        }
        out.println();
        out.println("Goals (10 % strategic colluders)");
        goals.forEach(goal -> out.println(goal.line()));
        return 0;
    }

    private void rows(double epsilon, List<Goal> goals) {
        long units = Math.max((long) Math.ceil(UNITS_TIMES_EPSILON / epsilon), LEAST_UNITS);
        int life = tasks != 0 ? tasks : epsilon >= 1e-4 ? 4_000 : 40_000;
        out.printf(Locale.ROOT, "%nError rate %.0e, %,d final answers a row, seed %d%n", epsilon, units, seed);
        out.println("  " + Model.of(units, life, 0).words());
        out.println(Row.header());
        for (Scenario scenario : Scenario.values()) {
            Model model = Model.of(units, life, scenario.share);
            Assumptions assumptions = new Assumptions(scenario.assumedShare(), Model.FAULT_RATE, life);
            Credibility credibility = new Credibility(epsilon, assumptions);
            Outcome ours =
                    print(scenario.title, "credibility", model, scenario, new PolicyScheme(credibility, true), units);
            goals.addAll(Goal.of(scenario, epsilon, ours));
            print("", "quorum of 2", model, scenario, new PolicyScheme(new Quorum(2), false), units);
            print("", "quorum of 3", model, scenario, new PolicyScheme(new Quorum(3), false), units);
            print("", "BOINC adaptive", model, scenario, new AdaptiveReplication(), units);
        }
    }

    private Outcome print(String title, String scheme, Model model, Scenario scenario, Scheme how, long units) {
        Outcome outcome = new World(model, scenario, how, seed).run(units);
        out.println(Row.line(title, scheme, outcome));
        return outcome;
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
