package org.manyhands.researcher.watch;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.api.ProblemException;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.api.UnreachableException;
import org.manyhands.researcher.batch.BatchChoice;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Printable;

/** Follows a batch until there is nothing more to wait for. */
public final class BatchWatch {
    private static final long TERMINAL_MILLIS = 1_000;
    private static final long LOG_MILLIS = 2_000;
    /** A server that is being restarted or upgraded is back by then. */
    private static final long PATIENCE_MILLIS = 10 * 60_000;

    /** What is asked of the project; asking again does no harm. */
    private interface Call<T> {
        T answer() throws IOException;
    }

    private final ProjectClient project;
    private final Surroundings surroundings;
    private final Clock clock;
    private final ProgressDisplay display;

    public BatchWatch(ProjectClient project, Surroundings surroundings, boolean json) {
        this.project = project;
        this.surroundings = surroundings;
        this.clock = surroundings.clock();
        this.display = new ProgressDisplay(surroundings.console(), json, clock.getZone());
    }

    /** Returns the exit code: {@link ExitCode#OK} with an answer, {@link ExitCode#STOPPED} when it waits for its owner, {@link ExitCode#FAILURE} when nobody reads any more. */
    public int untilItEnds(BatchId id) throws IOException, InterruptedException {
        BatchView batch = patiently(false, () -> project.batch(id));
        while (true) {
            display.show(batch, clock.millis());
            if (!surroundings.console().heard()) {
                return ExitCode.FAILURE;
            }
            switch (batch.state()) {
                case "COMPLETE", "SETTLED", "ARCHIVED" -> {
                    return ended(batch);
                }
                case "DRAFT", "QUOTED" -> {
                    display.note("batch " + id + " is not funded; ./manyhands batch fund " + id + " starts it");
                    return ExitCode.STOPPED;
                }
                case "PAUSED", "CANCELLED" -> {
                    return stopped(batch);
                }
                default -> surroundings.pause().millis(display.redraws() ? TERMINAL_MILLIS : LOG_MILLIS);
            }
            batch = patiently(true, () -> project.batch(id));
        }
    }

    /** The batch that was named, else the newest of the account. */
    BatchId choose(@Nullable String named) throws IOException, CommandException, InterruptedException {
        if (named != null) {
            return BatchChoice.of(named, project);
        }
        return BatchChoice.newest(patiently(false, () -> BatchChoice.recent(project)));
    }

    /** Makes a call until the project carries it out. {@code met}: it answered before, so that nobody there means away for a while. */
    private <T> T patiently(boolean met, Call<T> call) throws IOException, InterruptedException {
        long since = clock.millis();
        String told = "";
        while (true) {
            try {
                return call.answer();
            } catch (UnreachableException e) {
                if (!met) {
                    throw e;
                }
                told = waited(e, since, told, "the project does not answer");
            } catch (ProblemException e) {
                if (!e.is(ErrorCode.UNAVAILABLE) && !e.is(ErrorCode.OUT_OF_SPACE)) {
                    throw e;
                }
                told = waited(e, since, told, "the project says: " + e.getMessage());
            }
        }
    }

    private String waited(IOException trouble, long since, String told, String words)
            throws IOException, InterruptedException {
        if (clock.millis() - since >= PATIENCE_MILLIS) {
            throw trouble;
        }
        if (!told.equals(words)) {
            display.note(words + "; the batch goes on, and so does watching (Ctrl-C ends it)");
        }
        surroundings.pause().millis(LOG_MILLIS);
        return words;
    }

    private int ended(BatchView batch) throws IOException, InterruptedException {
        BatchView.Answer answer = batch.answer();
        if (answer != null && !answer.headline().isEmpty()) {
            display.note("answer: " + Printable.text(answer.headline()));
        }
        long failed = batch.units().getOrDefault("FAILED", 0L);
        if (failed > 0) {
            display.note(failed + " work units failed and are not in the answer");
            failure(batch).ifPresent(display::note);
        }
        display.note("./manyhands answer " + batch.id() + " fetches its files");
        return ExitCode.OK;
    }

    private int stopped(BatchView batch) throws IOException, InterruptedException {
        display.note("batch " + batch.id() + " is " + batch.state().toLowerCase(Locale.ROOT)
                + (batch.reason().isEmpty() ? "" : ": " + Printable.text(batch.reason())));
        failure(batch).ifPresent(display::note);
        if (batch.state().equals("PAUSED")) {
            display.note("./manyhands batch resume " + batch.id() + " goes on, ./manyhands batch cancel " + batch.id()
                    + " ends it and returns what was not used");
        }
        return ExitCode.STOPPED;
    }

    private Optional<String> failure(BatchView batch) throws IOException, InterruptedException {
        if (batch.units().getOrDefault("FAILED", 0L) == 0) {
            return Optional.empty();
        }
        return patiently(true, () -> project.firstUnit(batch.id(), "FAILED")).map(BatchWatch::words);
    }

    private static String words(WorkUnitView unit) {
        return "work unit " + unit.id() + " (number " + unit.index() + ") failed: " + Printable.line(unit.reason())
                + Tail.last("standard error", unit.stderrTail())
                + (unit.stderrTail().isBlank() ? Tail.last("standard output", unit.stdoutTail()) : "")
                + "\n./manyhands unit " + unit.id() + " shows all of it";
    }
}
