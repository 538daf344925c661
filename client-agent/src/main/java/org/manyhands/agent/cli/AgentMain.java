package org.manyhands.agent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.http.Words;
import org.manyhands.protocol.config.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The volunteer's command line. Exit code 0: done; 1: it did not work; 2: wrongly called. */
@Command(
        name = "manyhands agent",
        description = "Lends this computer to a project.",
        subcommands = {
            AttachCommand.class,
            RunCommand.class,
            ChooseCommand.class,
            StatusCommand.class,
            DetachCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "manyhands agent",
        footer = {"", "Begin with:", "  manyhands agent attach https://project.example.org", "  manyhands agent run"})
public final class AgentMain implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the agent's directory (default: ~/.manyhands/agent)")
    private @Nullable Path directory;

    /** Made by the command line, which fills in the rest. */
    @SuppressWarnings("NullAway.Init")
    AgentMain() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AgentMain())
                .setParameterExceptionHandler(AgentMain::misuse)
                .setExecutionExceptionHandler(AgentMain::failure)
                .setUsageHelpAutoWidth(true);
    }

    AgentHome home() {
        return directory == null
                ? AgentHome.standard()
                : new AgentHome(directory.toAbsolutePath().normalize());
    }

    /** What to add to a command so that it means the same directory. */
    String again() {
        return directory == null ? "" : " --home " + directory;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? attach, run, choose, status or detach");
    }

    private static int misuse(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(message(e) + "; see '" + command.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return Words.of(e);
        }
        String word = unmatched.getUnmatched().get(0);
        boolean option = word.startsWith("-");
        TreeSet<String> known = new TreeSet<>();
        CommandLine.Model.CommandSpec here = e.getCommandLine().getCommandSpec();
        if (option) {
            here.optionsMap().keySet().stream()
                    .filter(name -> name.startsWith("--"))
                    .forEach(known::add);
        } else {
            known.addAll(here.subcommands().keySet());
        }
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        Optional<String> nearest = NearestName.of(name, List.copyOf(known));
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        return "unknown " + kind + " '" + name + "'"
                + nearest.map(found -> "; did you mean '" + found + "'?").orElse("");
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (e instanceof AgentException) {
            err.println(e.getMessage());
        } else if (e instanceof IOException) {
            err.println("this computer's disk or network: " + Words.of(e) + "; mend that and try again");
        } else if (e instanceof InterruptedException) {
            err.println("stopped");
        } else {
            throw e;
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
