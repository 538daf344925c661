package org.manyhands.researcher.application;

import java.io.IOException;
import java.util.List;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.Identifiers;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code app}: application versions, and the channels that they are offered in. */
@Command(
        name = "app",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|move",
        description = "Lists your application versions, or moves one to another channel.")
public final class AppCommand {
    private final Surroundings surroundings;

    public AppCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Your application versions, the newest first.")
    int list(
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        List<AppVersionView> versions = connection.account(surroundings).versions();
        Console console = surroundings.console();
        if (json) {
            console.line(Json.write(versions));
        } else if (versions.isEmpty()) {
            console.line("No application yet; ./manyhands submit BATCH.YAML brings one.");
        } else {
            TextTable table = new TextTable("NUMBER#", "APPLICATION", "VERSION", "CHANNEL", "OWNER");
            versions.forEach(version -> table.row(
                    version.id(), version.application(), version.version(), version.channel(), version.owner()));
            console.lines(table.lines());
        }
        return ExitCode.OK;
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description =
                    "Puts a version into a channel: alpha and beta go to hosts only whose owners take them, stable to all.")
    int move(
            @Parameters(paramLabel = "NUMBER", description = "the version's, as 'app list' shows it") String id,
            @Parameters(paramLabel = "CHANNEL", description = "alpha, beta or stable") String channel,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        AppVersionId version = Identifiers.parse(id, AppVersionId::of, "./manyhands app list shows them");
        AppVersionView moved = connection.account(surroundings).move(version, channel);
        surroundings
                .console()
                .line(
                        json
                                ? Json.write(moved)
                                : Printable.line(moved.application()) + " " + Printable.line(moved.version())
                                        + " is in channel " + Printable.line(moved.channel()) + " now");
        return ExitCode.OK;
    }
}
