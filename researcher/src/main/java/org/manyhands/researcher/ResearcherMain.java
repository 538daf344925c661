package org.manyhands.researcher;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.manyhands.researcher.account.AccountCommand;
import org.manyhands.researcher.answer.AnswerCommand;
import org.manyhands.researcher.application.AppCommand;
import org.manyhands.researcher.batch.BatchCommand;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.explain.ExplainCommand;
import org.manyhands.researcher.status.HostsCommand;
import org.manyhands.researcher.status.StatusCommand;
import org.manyhands.researcher.status.TrustCommand;
import org.manyhands.researcher.submit.SubmitCommand;
import org.manyhands.researcher.unit.UnitCommand;
import org.manyhands.researcher.watch.WatchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The commands of researchers and administrators. Exit codes: {@link ExitCode}. */
@Command(name = "./manyhands", synopsisSubcommandLabel = "COMMAND", description = "Commands for researchers.")
public final class ResearcherMain {
    private ResearcherMain() {}

    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /** Runs one command to its end and returns its exit code. */
    public static int run(Surroundings surroundings, String... arguments) {
        Mistakes mistakes = new Mistakes(surroundings);
        CommandLine line = new CommandLine(new ResearcherMain())
                .addSubcommand(new SubmitCommand(surroundings))
                .addSubcommand(new WatchCommand(surroundings))
                .addSubcommand(new AnswerCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new HostsCommand(surroundings))
                .addSubcommand(new TrustCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new AccountCommand(surroundings))
                .addSubcommand(new AppCommand(surroundings))
                .addSubcommand(new BatchCommand(surroundings))
                .addSubcommand(new UnitCommand(surroundings));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(mistakes)
                .setExecutionExceptionHandler(mistakes)
                .setOut(writer(surroundings.console().out()))
                .setErr(writer(surroundings.console().err()));
        name(line, "Manyhands " + version());
        return line.execute(arguments);
    }

    private static void name(CommandLine line, String version) {
        line.getCommandSpec().version(version);
        line.getSubcommands().values().forEach(command -> name(command, version));
    }

    private static String version() {
        String version = ResearcherMain.class.getPackage().getImplementationVersion();
        return version == null ? "(not built into a jar)" : version;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
