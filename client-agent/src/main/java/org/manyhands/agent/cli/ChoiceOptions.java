package org.manyhands.agent.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.terminal.Printable;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.WorkChoice;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which work this computer is lent to, as options. */
final class ChoiceOptions {
    private static final int LONGEST_NAME = 200;

    /** As projects name applications: anything in one line; with a researcher, both have names. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/]([^\\p{Cntrl}]*[^\\p{Cntrl}/])?");

    @Option(
            names = "--applications",
            paramLabel = "NAME[,NAME...]",
            description =
                    "work for these applications only: names, or RESEARCHER/NAME, with commas between; 'all' for all (the default)")
    private @Nullable List<String> applications;

    @Option(
            names = "--channels",
            paramLabel = "CHANNEL",
            split = ",",
            description =
                    "take application versions from these channels: alpha, beta, stable (default: stable, those that are tried and trusted)")
    private @Nullable List<String> channels;

    /** Whether anything was chosen. */
    boolean given() {
        return applications != null || channels != null;
    }

    /** What stands in the options, and what was chosen before where nothing does. */
    WorkChoice over(WorkChoice before, CommandLine command) {
        return new WorkChoice(
                applications == null ? before.applications() : applications(applications, command),
                channels == null ? before.channels() : channels(channels, command));
    }

    /** For people. */
    static String words(WorkChoice choice) {
        return (choice.applications().isEmpty()
                        ? "all applications"
                        : Printable.of(String.join(", ", choice.applications())))
                + ", "
                + (choice.channels().isEmpty()
                        ? Channel.STABLE.label()
                        : Printable.of(String.join(", ", choice.channels())))
                + " versions";
    }

    private static List<String> applications(List<String> names, CommandLine command) {
        // Not split by the command line, which would leave out what is empty at the end.
        List<String> chosen = names.stream()
                .flatMap(some -> Stream.of(some.split(",", -1)))
                .map(String::strip)
                .toList();
        if (chosen.equals(List.of("all"))) {
            return List.of();
        }
        if (chosen.size() > WorkChoice.MOST_APPLICATIONS) {
            throw new ParameterException(
                    command, "--applications names " + chosen.size() + " and may name " + WorkChoice.MOST_APPLICATIONS);
        }
        for (String name : chosen) {
            if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
                throw new ParameterException(
                        command,
                        "--applications: '" + Printable.of(name) + "' is no application's name, which has 1 to "
                                + LONGEST_NAME
                                + " characters in one line; write NAME or RESEARCHER/NAME, with commas between");
            }
        }
        return chosen;
    }

    private static List<String> channels(List<String> names, CommandLine command) {
        for (String name : names) {
            if (Channel.named(name).isEmpty()) {
                throw new ParameterException(
                        command, "--channels: '" + name + "' is none; there are alpha, beta and stable");
            }
        }
        return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    }
}
