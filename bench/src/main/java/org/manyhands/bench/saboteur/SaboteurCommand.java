package org.manyhands.bench.saboteur;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.run.Agent;
import org.manyhands.agent.run.AgentParts;
import org.manyhands.agent.run.AgentSettings;
import org.manyhands.agent.terminal.ProgressReporter;
import org.manyhands.agent.terminal.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code manyhands bench saboteur}: the volunteer's agent as it is, but for a filter between runs and reports. */
@Command(
        name = "saboteur",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an attached agent that lies in its first reports: in turn an altered output and inflated fuel.",
            "Each lie is consistent in itself and signed like any report. For showing that lies are caught."
        })
@SuppressWarnings("NullAway.Init")
public final class SaboteurCommand implements Callable<Integer> {
    @Option(names = "--home", paramLabel = "DIR", required = true, description = "The attached agent's directory.")
    private Path home;

    @Option(names = "--lies", paramLabel = "N", description = "How many reports to lie in (default: ${DEFAULT-VALUE}).")
    private int lies = 6;

    @Option(
            names = "--collude",
            description = "Lie as every agent with this option does: output and fuel follow from the work unit.")
    private boolean colludes;

    @Option(names = "--log", paramLabel = "FILE", required = true, description = "Where each lie is noted.")
    private Path log;

    @Override
    public Integer call() throws Exception {
        AgentSettings standard = AgentSettings.standard(new AgentHome(home));
        AgentSettings settings =
                new AgentSettings(standard.home(), 1, standard.memoryBytes(), standard.cacheBytes(), false);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Agent agent = new Agent(
                settings,
                AgentParts.standard(settings, new ProgressReporter(Terminals.screen(out, true)))
                        .withFilter(colludes ? new ColludingFilter(log, lies) : new LyingFilter(log, lies)));
        Runtime.getRuntime().addShutdownHook(new Thread(agent::stop, "saboteur-stop"));
        agent.run();
        return 0;
    }
}
