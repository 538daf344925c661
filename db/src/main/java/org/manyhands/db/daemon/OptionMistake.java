package org.manyhands.db.daemon;

import java.util.List;
import java.util.stream.Stream;
import org.manyhands.protocol.config.NearestName;
import picocli.CommandLine;

/** What is wrong with a command line, in one line that names the nearest option there is. */
public final class OptionMistake {
    private OptionMistake() {}

    public static String words(CommandLine.ParameterException mistake) {
        String nearest = mistake instanceof CommandLine.UnmatchedArgumentException unmatched
                ? NearestName.of(
                                unmatched.getUnmatched().get(0),
                                known(mistake.getCommandLine().getCommandSpec()))
                        .map(option -> "; did you mean '" + option + "'?")
                        .orElse("")
                : "";
        return mistake.getMessage() + nearest;
    }

    private static List<String> known(CommandLine.Model.CommandSpec command) {
        return Stream.concat(command.optionsMap().keySet().stream(), command.subcommands().keySet().stream())
                .toList();
    }

    /** Prints the words, and where to read more, on standard error. Exit code 2: misuse. */
    public static int tell(CommandLine.ParameterException mistake, String[] arguments) {
        String command = mistake.getCommandLine().getCommandSpec().qualifiedName();
        System.err.println(command + ": " + words(mistake) + "; see './" + command + " --help'");
        return 2;
    }
}
