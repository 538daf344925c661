package org.manyhands.sandbox.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Starts {@code manyhands run}. */
public final class RunMain {
    private RunMain() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(new RunCommand()).execute(arguments));
    }

    static CommandLine commandLine(RunCommand command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setParameterExceptionHandler(RunMain::misused)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(line, failure));
    }

    /** One line that says what is wrong, one with the nearest known option, one that says where to look. */
    private static int misused(CommandLine.ParameterException misuse, String[] arguments) {
        PrintWriter err = misuse.getCommandLine().getErr();
        err.println("run: " + misuse.getMessage());
        if (misuse instanceof CommandLine.UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String unknown = unmatched.getUnmatched().get(0).split("=", 2)[0];
            NearestName.of(
                            unknown,
                            misuse.getCommandLine()
                                    .getCommandSpec()
                                    .optionsMap()
                                    .keySet())
                    .ifPresent(nearest -> err.println("Did you mean " + nearest + "?"));
        }
        err.println("run --help lists the options.");
        return ExitCodes.MISUSE;
    }

    private static int failed(CommandLine line, Exception failure) {
        line.getErr().println("run: " + failure.getMessage());
        return ExitCodes.MISUSE;
    }
}
