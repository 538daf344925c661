package org.manyhands.researcher.watch;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: a batch at work. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a batch at work, with its estimated end, until it is done.",
            "Exit code 0: the answer is there. 3: it is paused, cancelled or not funded, for the reason that is shown.",
            "1: it failed, or nobody reads what it shows any more."
        })
public final class WatchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "BATCH", arity = "0..1", description = "its number; else the newest batch of the account")
    private @Nullable String id;

    @Option(names = "--json", description = "prints the batch as a line of JSON whenever something has changed")
    private boolean json;

    public WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException, InterruptedException {
        ProjectClient project = connection.account(surroundings);
        BatchWatch watch = new BatchWatch(project, surroundings, json);
        return watch.untilItEnds(watch.choose(id));
    }
}
