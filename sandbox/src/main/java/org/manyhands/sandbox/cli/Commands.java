package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;

/** How the sandbox's commands take their command lines. */
final class Commands {
    private Commands() {}

    static CommandLine line(Object command) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setParameterExceptionHandler(Commands::misused)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(line, failure, parsed));
    }

    /** One line that says what is wrong, one with the nearest known option, one that says where to look. */
    private static int misused(CommandLine.ParameterException misuse, String[] arguments) throws IOException {
        PrintWriter err = misuse.getCommandLine().getErr();
        String name = misuse.getCommandLine().getCommandName();
        err.println(name + ": " + misuse.getMessage());
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
        err.println(name + " --help lists the options.");
        if (JsonObject.wanted(arguments)) {
            JsonObject.print(OutcomeText.misusedJson(String.valueOf(misuse.getMessage())));
        }
        return ExitCodes.MISUSE;
    }

    private static int failed(CommandLine line, Exception failure, CommandLine.ParseResult parsed) throws IOException {
        line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
        if (parsed.hasMatchedOption(JsonObject.OPTION)) {
            JsonObject.print(OutcomeText.failedJson(String.valueOf(failure.getMessage())));
        }
        return ExitCodes.MISUSE;
    }
}
