package org.manyhands.researcher.explain;

import java.io.IOException;
import java.util.List;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.protocol.research.UnitExplanation;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.Identifiers;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: which rules keep what from whom, in the words that the hosts themselves are told. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "host|unit",
        description = "Says why a host gets the work that it gets, or what a work unit waits for.")
public final class ExplainCommand {
    private final Surroundings surroundings;

    public ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "host",
            mixinStandardHelpOptions = true,
            description = "What a host would get if it asked for work now, and which rules keep what from it.")
    int host(
            @Parameters(paramLabel = "HOST", description = "its number") String id,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        HostId host = Identifiers.parse(id, HostId::of, "./manyhands hosts lists them");
        HostExplanation found = connection.account(surroundings).explain(host);
        long now = surroundings.clock().millis();
        surroundings.console().lines(json ? List.of(Json.write(found)) : HostText.lines(found, now));
        return ExitCode.OK;
    }

    @Command(
            name = "unit",
            mixinStandardHelpOptions = true,
            description =
                    "What a work unit waits for, who has its copies, and which rules keep them from the hosts that called lately.")
    int unit(
            @Parameters(paramLabel = "WORK-UNIT", description = "its number") String id,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        WorkUnitId unit = Identifiers.parse(id, WorkUnitId::of, "a batch's failed ones are named by ./manyhands watch");
        UnitExplanation found = connection.account(surroundings).explain(unit);
        surroundings.console().lines(json ? List.of(Json.write(found)) : UnitText.lines(found));
        return ExitCode.OK;
    }
}
