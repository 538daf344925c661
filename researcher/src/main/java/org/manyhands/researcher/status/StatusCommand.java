package org.manyhands.researcher.status;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.StatusView;
import org.manyhands.protocol.research.StatusView.DaemonView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Counts;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.TextTable;
import org.manyhands.researcher.text.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: a project at a glance. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "A project at a glance: batches, work units, hosts, its processes. Needs no account.")
public final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--json", description = "prints one line of JSON")
    private boolean json;

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        StatusView status = connection.anybody(surroundings).status();
        Console console = surroundings.console();
        if (json) {
            console.line(Json.write(status));
            return ExitCode.OK;
        }
        console.line(Printable.line(status.project().name()) + " at " + connection.url(surroundings) + ", version "
                + Printable.line(status.project().serverVersion()));
        console.line("  batches     " + Counts.words(status.batches()));
        console.line("  work units  " + Counts.words(status.workUnits()));
        console.line("  results     " + Counts.words(status.results()));
        console.line("  hosts       " + status.hosts() + ", of them " + status.hostsActive() + " active");
        console.line(
                "  journal     " + (status.journalBalances() ? "balances" : "DOES NOT BALANCE: see /api/v1/journal"));
        if (!status.daemons().isEmpty()) {
            TextTable table = new TextTable("PROCESS", "MACHINE", "PID#", "LAST SIGN OF LIFE");
            for (DaemonView daemon : status.daemons()) {
                table.row(
                        daemon.name(),
                        daemon.host(),
                        daemon.pid(),
                        Times.span(daemon.secondsSinceBeat() * 1000) + " ago");
            }
            console.line("");
            console.lines(table.lines());
        }
        return ExitCode.OK;
    }
}
