package org.manyhands.researcher.status;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.manyhands.protocol.research.TrustView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.JsonOption;
import org.manyhands.researcher.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code trust}: what the project assumes of its hosts, beside what was measured. */
@Command(
        name = "trust",
        mixinStandardHelpOptions = true,
        description = {
            "What the project assumes of its hosts where batches have an error rate, and how many results hosts really return; for administrators,",
            "with the token that 'up' printed. The assumptions stand in manyhands.yaml, 'policy.trust'."
        })
public final class TrustCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    public TrustCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        TrustView trust = connection.account(surroundings).trust();
        Console console = surroundings.console();
        if (json.prints(trust, console)) {
            return ExitCode.OK;
        }
        console.line("Assumed of hosts (policy.trust in manyhands.yaml)");
        console.line("  colluders         " + number(100 * trust.colludingShare()) + "% of the hosts may act together");
        console.line("  fault-rate        " + number(trust.faultRate())
                + " of an honest host's results are wrong by accident");
        console.line("  results-per-host  " + trust.resultsPerHost()
                + " for an application before the host leaves, on average");
        console.line("  golden            " + number(100 * trust.goldenShare())
                + "% of known answers are asked of a further host, to test it");
        console.line("");
        if (trust.applications().isEmpty()) {
            console.line("Nothing was measured yet: no batch with an error rate or a quorum of three has had results.");
            return ExitCode.OK;
        }
        TextTable table = new TextTable("APPLICATION", "HOSTS#", "GONE#", "MEDIAN OF GONE#", "RESULTS PER HOST#");
        for (TrustView.Measured measured : trust.applications()) {
            table.row(
                    measured.application(),
                    measured.hosts(),
                    measured.gone(),
                    measured.medianOfGone(),
                    measured.resultsPerHost() == 0 ? "too few have gone" : measured.resultsPerHost());
        }
        console.lines(table.lines());
        return ExitCode.OK;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 1e12), 12)
                .stripTrailingZeros()
                .toPlainString();
    }
}
