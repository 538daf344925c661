package org.manyhands.researcher.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.Answer;
import org.manyhands.protocol.research.BatchView.AnswerFile;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.api.Download;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.batch.BatchChoice;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code answer}: fetches a batch's answer. */
@Command(
        name = "answer",
        mixinStandardHelpOptions = true,
        description = "Fetches the answer of a batch, verifies its digests, and prints its headline.")
public final class AnswerCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "BATCH", arity = "0..1", description = "its number; else the newest batch of the account")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "DIR", description = "where the files go; else answer-BATCH")
    private @Nullable Path directory;

    @Option(names = "--json", description = "prints the answer as one line of JSON")
    private boolean json;

    public AnswerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        ProjectClient project = connection.account(surroundings);
        BatchView batch = project.batch(BatchChoice.of(id, project));
        Answer answer = batch.answer();
        if (answer == null) {
            throw CommandException.failed(notYet(batch));
        }
        Path target = directory == null ? Path.of("answer-" + batch.id()) : directory;
        List<String> written = new ArrayList<>();
        for (AnswerFile file : answer.files()) {
            Path path = Download.below(target, file.name());
            Download.to(path, file.sha256(), List.of(() -> project.answerFile(batch.id(), file.name())));
            written.add("  " + target.resolve(Printable.line(file.name())) + "  " + Sizes.words(file.bytes()));
        }
        Console console = surroundings.console();
        if (json) {
            console.line(Json.write(answer));
        } else {
            console.line(Printable.text(answer.headline()));
            console.lines(written);
        }
        return ExitCode.OK;
    }

    private static String notYet(BatchView batch) {
        long validated =
                batch.units().getOrDefault("VALIDATED", 0L) + batch.units().getOrDefault("ASSIMILATED", 0L);
        String state = batch.state().toLowerCase(Locale.ROOT);
        String next = switch (batch.state()) {
            case "DRAFT", "QUOTED" -> "./manyhands batch fund " + batch.id() + " starts it";
            case "PAUSED" -> "./manyhands batch resume " + batch.id() + " goes on";
            case "CANCELLED", "SETTLED", "ARCHIVED" -> "it will never have one";
            default -> "./manyhands watch " + batch.id() + " waits for it";
        };
        return "batch " + batch.id() + " has no answer: it is " + state + " with " + validated + " of "
                + batch.totalUnits() + (batch.sizes() ? " pieces" : " work units") + " validated"
                + (batch.reason().isEmpty() ? "" : " (" + Printable.line(batch.reason()) + ")") + "; " + next;
    }
}
