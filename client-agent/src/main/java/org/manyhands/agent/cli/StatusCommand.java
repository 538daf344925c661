package org.manyhands.agent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.project.ProjectDirectory;
import org.manyhands.agent.project.ProjectState;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.task.TaskStore;
import org.manyhands.agent.terminal.Printable;
import org.manyhands.protocol.agent.ResultReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code agent status}: reads the directory only, whether an agent is at work there or not. */
@Command(
        name = "status",
        description = "Shows what this computer is attached to, holds and has done.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ParentCommand
    private AgentMain agent;

    @Override
    public Integer call() throws Exception {
        AgentHome home = agent.home();
        PrintWriter out = spec.commandLine().getOut();
        List<Path> attached = home.attached();
        if (attached.isEmpty()) {
            throw new AgentException(
                    home.root() + " is not attached to a project; attach it with 'manyhands agent attach URL"
                            + agent.again() + "'");
        }
        String user = home.user();
        out.println("agent in " + home.root() + ": " + (user == null ? "not running" : "running, process " + user));
        for (Path path : attached) {
            show(out, new ProjectDirectory(path));
        }
        out.printf(Locale.ROOT, "  files      %.1f MB kept%n", megabytes(home.files()));
        out.flush();
        return 0;
    }

    private static void show(PrintWriter out, ProjectDirectory directory) throws IOException, AgentException {
        ProjectState state = directory.load();
        out.println(Printable.of(state.projectName()) + " at " + state.url());
        out.println("  root key   " + state.rootKey().fingerprint());
        out.println("  account    " + Printable.of(state.accountName()));
        out.println("  host       " + state.hostId() + ", shown as " + Printable.of(state.hostName()));
        out.printf(
                Locale.ROOT,
                "  reported   %,d results taken by the project, %,d refused, fuel %,d%n",
                state.tally().accepted(),
                state.tally().refused(),
                state.tally().fuel());
        out.println("  takes      " + ChoiceOptions.words(directory.choice()));
        List<TaskStore.Stored> held = new TaskStore(directory.tasks()).list();
        out.println("  holds      " + held.size() + (held.size() == 1 ? " task" : " tasks"));
        for (TaskStore.Stored stored : held) {
            out.println("    " + words(stored));
        }
    }

    private static String words(TaskStore.Stored stored) {
        Task task = stored.task();
        ResultReport report = stored.report();
        String name = task == null ? "task " + stored.id() : Printable.of(task.words());
        return report == null
                ? name
                : name + ": " + Printable.of(report.outcome().words()) + ", waits to be taken by the project";
    }

    private static double megabytes(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1e6;
        }
    }
}
