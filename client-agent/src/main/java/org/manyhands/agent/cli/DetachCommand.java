package org.manyhands.agent.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.run.AgentParts;
import org.manyhands.agent.run.AgentSettings;
import org.manyhands.agent.run.Detachment;
import org.manyhands.agent.terminal.PlainScreen;
import org.manyhands.agent.terminal.Printable;
import org.manyhands.agent.terminal.ProgressReporter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code agent detach}. */
@Command(
        name = "detach",
        description =
                "Leaves the project: hands over finished results, gives back the others, forgets project and key.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class DetachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AgentMain agent;

    @Option(names = "--force", description = "give up finished results that cannot be handed over now")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        AgentHome home = agent.home();
        PrintWriter out = spec.commandLine().getOut();
        ProgressReporter reporter =
                new ProgressReporter(new PlainScreen(new PrintStream(System.out, true, StandardCharsets.UTF_8)));
        AgentParts parts = AgentParts.standard(AgentSettings.standard(home), reporter);
        ProjectState state = new Detachment(home, parts).detach(force);
        out.println("detached from " + Printable.of(state.projectName()) + "; host " + state.hostId()
                + " keeps its credit there");
        out.flush();
        return 0;
    }
}
