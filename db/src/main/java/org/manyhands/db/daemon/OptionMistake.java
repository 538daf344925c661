package org.manyhands.db.daemon;

import org.manyhands.protocol.config.NearestName;
import picocli.CommandLine;

/** What is wrong with a command line, in one line that names the nearest option there is. */
public final class OptionMistake {
    private OptionMistake() {}

    public static String words(CommandLine.ParameterException mistake) {
        String nearest = mistake instanceof CommandLine.UnmatchedArgumentException unmatched
                ? NearestName.of(
                                unmatched.getUnmatched().get(0),
                                mistake.getCommandLine()
                                        .getCommandSpec()
                                        .optionsMap()
                                        .keySet())
                        .map(option -> "; did you mean '" + option + "'?")
                        .orElse("")
                : "";
        return mistake.getMessage() + nearest;
    }
}
