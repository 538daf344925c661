package org.manyhands.researcher.status;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.StatusView.DaemonView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Counts;
import org.manyhands.researcher.text.JsonOption;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.TextTable;
import org.manyhands.researcher.text.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: a project at a glance. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "A project at a glance: batches, work units, hosts, its processes. Needs no account.")
public final class StatusCommand implements Callable<Integer> {
    /** A process says every five seconds that it lives. */
    private static final long ALIVE_SECONDS = 60;

    /** Figures that are older are said to be. */
    private static final long OLD_MILLIS = 10_000;

    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        StatusView status = connection.anybody(surroundings).status();
        Console console = surroundings.console();
        if (json.prints(status, console)) {
            return ExitCode.OK;
        }
        console.line(Printable.line(status.project().name()) + " at " + connection.url(surroundings) + ", version "
                + Printable.line(status.project().serverVersion()));
        console.line("  batches     " + Counts.words(status.batches()));
        console.line("  work units  " + Counts.words(status.workUnits()));
        console.line("  results     " + Counts.words(status.results()));
        console.line("  hosts       " + status.hosts() + ", of them " + status.hostsActive() + " active");
        console.line("  journal     " + journal(status));
        if (status.serverMillis() - status.countedMillis() > OLD_MILLIS) {
            console.line(
                    "  counted     " + ago(status, status.countedMillis(), "not yet, the first count is under way"));
        }
        if (!status.daemons().isEmpty()) {
            TextTable table = new TextTable("PROCESS", "MACHINE", "PID#", "LAST SIGN OF LIFE");
            for (DaemonView daemon : shown(status.daemons())) {
                table.row(
                        daemon.name(),
                        daemon.host(),
                        daemon.pid(),
                        Times.span(daemon.secondsSinceBeat() * 1000) + " ago" + (lives(daemon) ? "" : ": DEAD"));
            }
            console.line("");
            console.lines(table.lines());
        }
        return ExitCode.OK;
    }

    private static String journal(StatusView status) {
        if (!status.journalBalances()) {
            return "DOES NOT BALANCE: see /api/v1/journal";
        }
        return status.journalCheckedMillis() == 0
                ? "not checked yet: the first check since the server started is under way"
                : "balances, checked " + ago(status, status.journalCheckedMillis(), "");
    }

    private static String ago(StatusView status, long millis, String never) {
        return millis == 0 ? never : Times.span(Math.max(0, status.serverMillis() - millis)) + " ago";
    }

    /** Those that live; of a name that none lives of, the one that died last. */
    private static List<DaemonView> shown(List<DaemonView> daemons) {
        Map<String, List<DaemonView>> byName = daemons.stream()
                .sorted(Comparator.comparingLong(DaemonView::secondsSinceBeat))
                .collect(Collectors.groupingBy(DaemonView::name, TreeMap::new, Collectors.toList()));
        return byName.values().stream()
                .flatMap(ones ->
                        lives(ones.get(0)) ? ones.stream().filter(StatusCommand::lives) : Stream.of(ones.get(0)))
                .toList();
    }

    private static boolean lives(DaemonView daemon) {
        return daemon.secondsSinceBeat() <= ALIVE_SECONDS;
    }
}
