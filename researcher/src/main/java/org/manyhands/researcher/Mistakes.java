package org.manyhands.researcher;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.config.NearestName;
import org.manyhands.researcher.connection.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, in one line, without a stack trace. */
final class Mistakes implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Surroundings surroundings;

    Mistakes(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String message = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched.getUnmatched().get(0))
                : e.getMessage();
        say(message + "; " + command.getCommandSpec().qualifiedName() + " --help explains it");
        return ExitCode.MISUSE;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CommandException mistake) {
            say(mistake.getMessage());
            return mistake.exitCode();
        }
        if (e instanceof ConfigException) {
            say(e.getMessage());
            return ExitCode.MISUSE;
        }
        if (e instanceof java.nio.file.FileSystemException file) {
            say(file.getFile() + " cannot be written or read: "
                    + (file.getReason() == null ? file.getClass().getSimpleName() : file.getReason()));
            return ExitCode.FAILURE;
        }
        if (e instanceof IOException) {
            say(e.getMessage() == null ? e.toString() : e.getMessage());
            return ExitCode.FAILURE;
        }
        say("this is a fault in manyhands itself: " + e + "; with MANYHANDS_DEBUG=1 it says where");
        if (surroundings.variable("MANYHANDS_DEBUG").isPresent()) {
            e.printStackTrace(surroundings.console().err());
        }
        return ExitCode.FAILURE;
    }

    private void say(@Nullable String message) {
        surroundings.console().note("manyhands: " + message);
    }

    private static String unmatched(CommandLine command, String argument) {
        if (!argument.startsWith("-")) {
            Optional<String> nearest =
                    NearestName.of(argument, command.getSubcommands().keySet());
            return command.getSubcommands().isEmpty()
                    ? "'" + argument + "' is one argument too many"
                    : "there is no '" + argument + "' here"
                            + nearest.map(name -> "; did you mean '" + name + "'?")
                                    .orElse("");
        }
        int equals = argument.indexOf('=');
        String option = equals < 0 ? argument : argument.substring(0, equals);
        List<String> known =
                command.getCommandSpec().optionsMap().keySet().stream().sorted().toList();
        return "unknown option '" + option + "'"
                + NearestName.of(option, known)
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("")
                + " (known: " + String.join(", ", known) + ")";
    }
}
