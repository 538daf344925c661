package org.manyhands.server.supervisor;

import java.util.List;
import org.manyhands.db.daemon.OptionMistake;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code manyhands up} and {@code manyhands down}. */
@Command(
        name = "manyhands",
        subcommands = {UpCommand.class, DownCommand.class},
        mixinStandardHelpOptions = true,
        description = "Starts and ends a project on this machine.")
public final class SupervisorMain {
    private SupervisorMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SupervisorMain())
                .setParameterExceptionHandler(OptionMistake::tell)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    System.err.println(command.getCommandName() + ": " + failure.getMessage());
                    return 1;
                })
                .execute(arguments));
    }

    /** The command that starts this program, without its arguments. */
    static List<String> command(Distribution distribution) {
        return List.of(
                distribution.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-Xmx48m",
                "-cp",
                distribution.jar("manyhands-server").toString(),
                SupervisorMain.class.getName());
    }
}
