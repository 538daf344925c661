package org.manyhands.bench;

import org.manyhands.bench.demo.DemoCommand;
import org.manyhands.bench.dispatch.DispatchCommand;
import org.manyhands.bench.makespan.MakespanBenchmark;
import org.manyhands.bench.saboteur.SaboteurCommand;
import org.manyhands.bench.sandbox.SandboxBenchmark;
import org.manyhands.bench.trust.TrustBenchmark;
import org.manyhands.db.daemon.OptionMistake;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code manyhands demo} and {@code manyhands bench}. */
@Command(
        name = "manyhands",
        mixinStandardHelpOptions = true,
        subcommands = {DemoCommand.class, BenchMain.Bench.class})
public final class BenchMain {
    private BenchMain() {}

    /** {@code manyhands bench}. */
    @Command(
            name = "bench",
            mixinStandardHelpOptions = true,
            subcommands = {
                DispatchCommand.class,
                MakespanBenchmark.class,
                SandboxBenchmark.class,
                TrustBenchmark.class,
                SaboteurCommand.class
            },
            description = "Measures how fast Manyhands is; each figure stands beside a comparison from the same run.")
    static final class Bench {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain())
                .setParameterExceptionHandler(OptionMistake::tell)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println(command.getCommandName() + ": " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }
}
