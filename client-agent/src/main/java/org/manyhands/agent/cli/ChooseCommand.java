package org.manyhands.agent.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.terminal.Printable;
import org.manyhands.protocol.agent.WorkChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code agent choose}: changes which work this computer is lent to, also while an agent runs. */
@Command(
        name = "choose",
        description =
                "Chooses which work this computer takes, from its next call on; without options, shows what is chosen.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class ChooseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AgentMain agent;

    @Mixin
    private final ChoiceOptions options = new ChoiceOptions();

    @Override
    public Integer call() throws Exception {
        AgentHome home = agent.home();
        List<Path> attached = home.attached();
        if (attached.isEmpty()) {
            throw new AgentException(
                    home.root() + " is not attached to a project; attach it with 'manyhands agent attach URL"
                            + agent.again() + "'");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (Path path : attached) {
            ProjectDirectory directory = new ProjectDirectory(path);
            WorkChoice choice = options.over(directory.choice(), spec.commandLine());
            if (options.given()) {
                directory.saveChoice(choice);
            }
            out.println(Printable.of(directory.load().projectName()) + ": " + ChoiceOptions.words(choice));
        }
        out.flush();
        return 0;
    }
}
