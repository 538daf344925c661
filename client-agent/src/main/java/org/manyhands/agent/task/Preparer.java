package org.manyhands.agent.task;

import java.io.IOException;
import java.time.Duration;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.file.DiskFullException;
import org.manyhands.agent.file.FileCache;
import org.manyhands.agent.file.FileSource;
import org.manyhands.agent.file.WrongContentException;
import org.manyhands.agent.http.Backoff;
import org.manyhands.agent.http.CallRefusedException;
import org.manyhands.agent.http.Words;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.ResultReport;

/** Fetches the files of waiting tasks, ahead of the slots; a thread of its own. */
public final class Preparer implements Runnable {
    private final TaskBoard board;
    private final TaskStore store;
    private final FileCache cache;
    private final FileSource source;
    private final AgentListener listener;
    private final Backoff backoff;

    public Preparer(
            TaskBoard board,
            TaskStore store,
            FileCache cache,
            FileSource source,
            AgentListener listener,
            Backoff backoff) {
        this.board = board;
        this.store = store;
        this.cache = cache;
        this.source = source;
        this.listener = listener;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            for (Task task = board.takeToPrepare(); task != null; task = board.takeToPrepare()) {
                if (!prepare(task)) {
                    remove(task);
                }
            }
        } catch (InterruptedException e) {
            // The agent stops.
        }
    }

    private void remove(Task task) {
        try {
            store.delete(task.id());
        } catch (IOException e) {
            // It stays until the next start, when the project takes it back once more.
            listener.trouble("cancelled " + task.words() + " cannot be removed: " + Words.of(e), Duration.ZERO);
        }
    }

    /** False when the task was cancelled meanwhile. */
    private boolean prepare(Task task) throws InterruptedException {
        try {
            cache.fetch(task.module(), source);
            for (InputReference input : task.inputs()) {
                cache.fetch(input, source);
            }
            cache.trim(board::digests);
            backoff.reset();
            return board.prepared(task.id());
        } catch (WrongContentException | DiskFullException e) {
            return refuse(task, Words.of(e));
        } catch (CallRefusedException e) {
            return e.atFault() ? refuse(task, Words.of(e)) : retry(task, Words.of(e), e.retryAfter());
        } catch (IOException e) {
            return retry(task, Words.of(e), Duration.ZERO);
        }
    }

    private boolean retry(Task task, String what, Duration atLeast) throws InterruptedException {
        boolean held = board.putBack(task.id());
        if (!board.closed()) {
            Duration wait = backoff.next();
            wait = wait.compareTo(atLeast) < 0 ? atLeast : wait;
            listener.trouble("files of " + task.words() + " cannot be fetched: " + what, wait);
            board.awaitClosed(wait);
        }
        return held;
    }

    private boolean refuse(Task task, String reason) throws InterruptedException {
        ResultReport report = Reports.hostFailed(task.id(), reason);
        try {
            store.finish(report);
        } catch (IOException e) {
            return retry(task, Words.of(e), Duration.ZERO);
        }
        listener.failed(task.id(), reason);
        boolean held = board.finished(report);
        // A project whose files are wrong gets no faster turn for it.
        board.awaitClosed(backoff.next());
        return held;
    }
}
