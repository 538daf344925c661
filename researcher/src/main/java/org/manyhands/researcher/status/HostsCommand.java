package org.manyhands.researcher.status;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.HostView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.Identifiers;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Counts;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.JsonOption;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.Sizes;
import org.manyhands.researcher.text.TextTable;
import org.manyhands.researcher.text.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hosts}: who computes, and what each host did. */
@Command(
        name = "hosts",
        mixinStandardHelpOptions = true,
        description = "The computers of a project and what each of them did; with a number, all that is known of one.")
public final class HostsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "HOST", arity = "0..1", description = "its number")
    private @Nullable String id;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--after",
            paramLabel = "HOST",
            description = "lists those that attached before the one with this number")
    private @Nullable String after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "at most so many, 1 to 200; ${DEFAULT-VALUE} unless given")
    private int limit;

    public HostsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        ProjectClient project = connection.anybody(surroundings);
        Console console = surroundings.console();
        if (id != null) {
            HostView host = project.host(Identifiers.parse(id, HostId::of, "./manyhands hosts lists them"));
            if (!json.prints(host, console)) {
                console.lines(one(host));
            }
            return ExitCode.OK;
        }
        List<HostView> hosts = project.hosts(
                after == null ? null : Identifiers.parse(after, HostId::of, "./manyhands hosts lists them"), limit);
        if (json.prints(hosts, console)) {
            return ExitCode.OK;
        }
        if (hosts.isEmpty() && after != null) {
            console.line("No more hosts.");
        } else if (hosts.isEmpty()) {
            console.line("No host has attached yet; ./manyhands agent attach " + connection.url(surroundings)
                    + " attaches this computer.");
        } else {
            console.lines(all(hosts));
            if (hosts.size() == limit) {
                console.line("There may be more: ./manyhands hosts --after "
                        + hosts.get(hosts.size() - 1).id()
                        + (limit == 50 ? "" : " --limit " + limit));
            }
        }
        return ExitCode.OK;
    }

    private List<String> all(List<HostView> hosts) {
        TextTable table = new TextTable(
                "HOST#",
                "NAME",
                "ACCOUNT",
                "CORES#",
                "LAST CONTACT",
                "RUNNING#",
                "VALID#",
                "INVALID#",
                "ERRORS#",
                "FUEL ACCEPTED#",
                "CREDIT HELD#",
                "CREDIT PAID#");
        for (HostView host : hosts) {
            table.row(
                    host.id(),
                    host.name(),
                    host.account(),
                    host.facts().cores(),
                    lastContact(host),
                    counted(host, "IN_PROGRESS"),
                    counted(host, "VALID"),
                    counted(host, "INVALID"),
                    counted(host, "ERRORED", "TIMED_OUT"),
                    fuel(host) + more(host, "VALID"),
                    Credits.number(host.pendingMicrocredits()),
                    Credits.number(host.paidMicrocredits()));
        }
        return table.lines();
    }

    private List<String> one(HostView host) {
        List<String> lines = new ArrayList<>(List.of(
                "Host " + host.id() + ", " + Printable.line(host.name()) + ", of account "
                        + Printable.line(host.account()),
                "  computer      " + Printable.line(host.facts().operatingSystem()) + ", "
                        + Printable.line(host.facts().architecture()) + ", "
                        + host.facts().cores() + " cores, "
                        + Sizes.words(host.facts().memoryBytes()) + ", Java "
                        + Printable.line(host.facts().javaVersion()),
                "  agent         version " + Printable.line(host.agentVersion()),
                "  last contact  " + lastContact(host),
                "  results       " + Counts.words(host.results()),
                "  fuel          " + fuel(host) + " accepted, in batches that are not archived",
                "  credit        " + Credits.words(host.pendingMicrocredits()) + " held, "
                        + Credits.words(host.paidMicrocredits()) + " paid"));
        host.trust().forEach(trust -> lines.addAll(trust(trust)));
        return lines;
    }

    /** The standing with an application, and why it is so, newest first. */
    private List<String> trust(HostView.Trust trust) {
        List<String> lines = new ArrayList<>();
        lines.add("  trust         "
                + (trust.application().isEmpty()
                        ? "an application that is not public"
                        : Printable.line(trust.application()))
                + ": "
                + (trust.excluded() ? "excluded, " : "")
                + String.format(Locale.ROOT, "%,d", trust.results()) + " results accepted, "
                + String.format(Locale.ROOT, "%,d", trust.checks()) + " checks passed"
                + (trust.failures() == 0 ? "" : " since the last of " + trust.failures() + " failed"));
        for (HostView.Reason reason : trust.reasons()) {
            long ago = Math.max(0, surroundings.clock().millis() - reason.atMillis());
            lines.add("    " + Times.span(ago) + " ago: " + Printable.line(reason.words()) + "; checks "
                    + reason.checksBefore() + " -> " + reason.checksAfter()
                    + (reason.failuresAfter() > reason.failuresBefore()
                            ? ", failures " + reason.failuresBefore() + " -> " + reason.failuresAfter()
                            : "")
                    + (reason.excluded() ? ", excluded" : ""));
        }
        return lines;
    }

    private String lastContact(HostView host) {
        long ago = surroundings.clock().millis() - host.lastContactMillis();
        return host.lastContactMillis() == 0 ? "never" : Times.span(ago) + " ago";
    }

    private static String fuel(HostView host) {
        return String.format(Locale.ROOT, "%,d", host.fuelAccepted());
    }

    private static String counted(HostView host, String... states) {
        return Stream.of(states).mapToLong(state -> results(host, state)).sum() + more(host, states);
    }

    /** A list counts so many of a state and no more. */
    private static String more(HostView host, String... states) {
        return Stream.of(states).anyMatch(state -> results(host, state) >= HostView.MOST_COUNTED) ? "+" : "";
    }

    private static long results(HostView host, String state) {
        return host.results().getOrDefault(state, 0L);
    }
}
