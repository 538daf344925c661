package org.manyhands.researcher.batch;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.Priority;
import org.manyhands.protocol.research.Retry;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.api.ProjectClient.BatchAction;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.TextTable;
import org.manyhands.researcher.text.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code batch}: lists batches and moves them between their states. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|fund|pause|resume|cancel|priority|retry",
        description = "Lists, funds, pauses, resumes, cancels or retries batches, or says which of yours go first.")
public final class BatchCommand {
    private static final int MOST = 200;

    private final Surroundings surroundings;

    public BatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Your batches, the newest first.")
    int list(
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        List<BatchView> batches = connection.account(surroundings).batches(MOST);
        Console console = surroundings.console();
        if (json) {
            console.line(Json.write(batches));
        } else if (batches.isEmpty()) {
            console.line("No batch yet; ./manyhands submit BATCH.YAML makes one.");
        } else {
            console.lines(table(batches));
            batches.stream()
                    .filter(batch -> !batch.reason().isEmpty())
                    .forEach(batch -> console.line(
                            "batch " + batch.id() + " is " + state(batch) + ": " + Printable.line(batch.reason())));
        }
        return ExitCode.OK;
    }

    @Command(
            name = "fund",
            mixinStandardHelpOptions = true,
            description = "Funds a batch that has a quote, which starts it.")
    int fund(
            @Parameters(paramLabel = "BATCH", description = "its number") String id,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        return act(id, BatchAction.FUND, json, connection);
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Sends nothing more to hosts until it is resumed.")
    int pause(
            @Parameters(paramLabel = "BATCH", arity = "0..1", description = "its number; else your newest batch")
                    @Nullable
                    String id,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        return act(id, BatchAction.PAUSE, json, connection);
    }

    @Command(name = "resume", mixinStandardHelpOptions = true, description = "Goes on after a pause.")
    int resume(
            @Parameters(paramLabel = "BATCH", arity = "0..1", description = "its number; else your newest batch")
                    @Nullable
                    String id,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        return act(id, BatchAction.RESUME, json, connection);
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a batch for good; what hosts have not earned comes back.")
    int cancel(
            @Parameters(paramLabel = "BATCH", description = "its number") String id,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        return act(id, BatchAction.CANCEL, json, connection);
    }

    @Command(
            name = "priority",
            mixinStandardHelpOptions = true,
            description =
                    "Says which of your batches go first: those with smaller numbers. What others' batches get does not depend on it.")
    int priority(
            @Parameters(paramLabel = "BATCH", description = "its number") String id,
            @Parameters(paramLabel = "N", description = "0 (first, as every new batch) to 9 (last)") int priority,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        BatchView batch = connection.account(surroundings).prioritize(BatchChoice.parse(id), new Priority(priority));
        surroundings
                .console()
                .line(
                        json
                                ? Json.write(batch)
                                : "Batch " + batch.id() + " has priority " + priority
                                        + " now; your batches with smaller numbers go before it");
        return ExitCode.OK;
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = "Tries failed work units again, but for those on whose failure hosts agree.")
    int retry(
            @Parameters(paramLabel = "BATCH", description = "its number") String id,
            @Option(names = "--failed", required = true, description = "all that failed; there is no other choice yet")
                    boolean failed,
            @Option(
                            names = "--max-error-results",
                            paramLabel = "N",
                            description =
                                    "copies that fail or time out, then a work unit is given up; as it is without")
                    int errors,
            @Option(
                            names = "--max-total-results",
                            paramLabel = "N",
                            description = "copies of any kind; as it is without")
                    int total,
            @Option(
                            names = "--max-success-results",
                            paramLabel = "N",
                            description = "copies that return without agreeing; as it is without")
                    int success,
            @Option(names = "--fund", description = "what the escrow lacks may be taken from your account")
                    boolean fund,
            @Option(names = "--json", description = "prints one line of JSON") boolean json,
            @Mixin ConnectionOptions connection)
            throws IOException, CommandException {
        ProjectClient project = connection.account(surroundings);
        BatchView before = project.batch(BatchChoice.parse(id));
        BatchView batch = project.retry(before.id(), new Retry(new CopyLimits(0, errors, total, success), fund));
        long again = failed(before) - failed(batch);
        surroundings
                .console()
                .line(
                        json
                                ? Json.write(batch)
                                : "Batch " + batch.id() + " is now " + state(batch) + ": " + again
                                        + (again == 1 ? " work unit is" : " work units are") + " tried again"
                                        + (failed(batch) == 0
                                                ? "."
                                                : "; " + failed(batch) + " stay failed, since hosts agree on it."));
        return ExitCode.OK;
    }

    private static long failed(BatchView batch) {
        return batch.units().getOrDefault("FAILED", 0L);
    }

    private int act(@Nullable String id, BatchAction action, boolean json, ConnectionOptions connection)
            throws IOException, CommandException {
        ProjectClient project = connection.account(surroundings);
        BatchView batch = project.act(BatchChoice.of(id, project), action);
        surroundings
                .console()
                .line(
                        json
                                ? Json.write(batch)
                                : "Batch " + batch.id() + ", " + Printable.line(batch.name()) + ", is now "
                                        + state(batch) + ".");
        return ExitCode.OK;
    }

    private List<String> table(List<BatchView> batches) {
        long now = surroundings.clock().millis();
        TextTable table =
                new TextTable("BATCH#", "NAME", "STATE", "WORK UNITS#", "DONE#", "FAILED#", "CREDIT EARNED#", "MADE");
        for (BatchView batch : batches) {
            long done =
                    batch.units().getOrDefault("VALIDATED", 0L) + batch.units().getOrDefault("ASSIMILATED", 0L);
            table.row(
                    batch.id(),
                    batch.name(),
                    state(batch),
                    batch.totalUnits(),
                    batch.state().equals("ARCHIVED") ? "archived" : done,
                    batch.units().getOrDefault("FAILED", 0L),
                    Credits.number(batch.credit().pending() + batch.credit().paid()),
                    Times.moment(
                            batch.createdMillis(), now, surroundings.clock().getZone()));
        }
        return table.lines();
    }

    private static String state(BatchView batch) {
        return batch.state().toLowerCase(Locale.ROOT);
    }
}
