package org.manyhands.researcher.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Quote;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.api.ProjectClient.BatchAction;
import org.manyhands.researcher.batchfile.BatchFile;
import org.manyhands.researcher.batchfile.BatchFileReader;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.watch.BatchWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code submit}: from a description to a funded batch. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Uploads what a batch's description names, says what it will cost, then funds and starts it.",
            "Files that the project holds already are not sent again. docs/researchers.md explains every key of the description."
        })
public final class SubmitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "BATCH.YAML", description = "the description; paths in it are relative to its folder")
    private Path file = Path.of("");

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            description =
                    "alpha, beta or stable (the default): hosts choose whether they take versions that are still tried out; a version that the project has stays in its channel")
    private @Nullable String channel;

    @Option(names = "--yes", description = "funds the batch without asking")
    private boolean yes;

    @Option(names = "--watch", description = "goes on as 'watch' does")
    private boolean watch;

    @Option(
            names = "--json",
            description = "prints the funded batch as one line of JSON; all else goes to standard error")
    private boolean json;

    public SubmitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, ConfigException, CommandException, InterruptedException {
        BatchFile batch = BatchFileReader.read(file);
        Console console = surroundings.console();
        if (!yes && !console.asks()) {
            throw CommandException.misused(
                    "submit asks before it spends credit, and there is no terminal to ask on; add --yes, and 'funds: CREDITS' in the description to set a bound");
        }
        ProjectClient project = connection.account(surroundings);
        LocalDigests digests = LocalDigests.of(batch);
        new Uploader(project, console).send(digests);
        AppVersionView version = project.createVersion(Description.version(batch.application(), digests, channel));
        console.note(
                "application " + version.application() + ", version " + version.version() + ": checked and made ready");
        BatchView quoted = project.quote(Description.spec(batch, version.id(), digests));
        BatchView funded = fund(project, batch, quoted);
        return report(project, funded);
    }

    private BatchView fund(ProjectClient project, BatchFile batch, BatchView quoted)
            throws IOException, CommandException {
        Console console = surroundings.console();
        Quote quote = quoted.quote();
        if (quote == null) {
            throw new IOException("the project made batch " + quoted.id() + " without a quote; it was not funded");
        }
        AccountView account = project.account();
        QuoteText.lines(quoted, quote, account).forEach(json ? console::note : console::line);
        long maximum = quote.maximumMicrocredits();
        if (batch.fundsMicrocredits().isPresent()
                && maximum > batch.fundsMicrocredits().getAsLong()) {
            throw givenUp(
                    project,
                    quoted,
                    CommandException.failed("it may cost " + Credits.words(maximum)
                            + ", and 'funds' in " + file + " allows "
                            + Credits.words(batch.fundsMicrocredits().getAsLong())
                            + "; raise it, or lower limits.fuel, which decides the most a work unit can cost"));
        }
        if (maximum > account.availableMicrocredits()) {
            throw givenUp(
                    project,
                    quoted,
                    CommandException.failed(
                            "it may cost " + Credits.words(maximum)
                                    + ", and account '" + account.name() + "' has "
                                    + Credits.words(account.availableMicrocredits())
                                    + "; ask the project's administrator for a grant, or lower limits.fuel, which decides the most a work unit can cost"));
        }
        if (!yes && !console.confirms("Fund it with " + Credits.words(maximum) + "?")) {
            throw givenUp(project, quoted, CommandException.failed("not funded, as you said; nothing was spent"));
        }
        return project.act(quoted.id(), BatchAction.FUND);
    }

    /** A batch that will not be funded is cancelled, so that no list shows it as waiting. */
    private static CommandException givenUp(ProjectClient project, BatchView quoted, CommandException reason)
            throws IOException {
        project.act(quoted.id(), BatchAction.CANCEL);
        return reason;
    }

    private int report(ProjectClient project, BatchView funded) throws IOException, InterruptedException {
        Console console = surroundings.console();
        if (watch) {
            console.note("batch " + funded.id() + " is funded");
            return new BatchWatch(project, surroundings, json).untilItEnds(funded.id());
        }
        if (json) {
            console.line(Json.write(funded));
            return ExitCode.OK;
        }
        console.line("Batch " + funded.id() + " is funded and starts as soon as hosts ask for work.");
        console.line("  ./manyhands watch " + funded.id() + "     shows it at work");
        console.line("  ./manyhands answer " + funded.id() + "    fetches the answer when it is there");
        return ExitCode.OK;
    }
}
