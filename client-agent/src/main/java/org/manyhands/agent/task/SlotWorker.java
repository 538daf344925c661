package org.manyhands.agent.task;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.file.FileCache;
import org.manyhands.agent.http.Backoff;
import org.manyhands.agent.http.Words;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.Snapshots;

/** Runs one task after the other on one slot; a thread of its own. */
public final class SlotWorker implements Runnable {
    /** The work that a stopped computer loses at most, and a step more, against what writing costs its disk. */
    private static final long SNAPSHOT_MILLIS = 30_000;

    private final int slot;
    private final TaskRunner.Factory runners;
    private final TaskBoard board;
    private final TaskStore store;
    private final FileCache cache;
    private final ReportFilter filter;
    private final SpeedMeter speed;
    private final AgentListener listener;
    private final Backoff backoff;

    /**
     * A worker.
     *
     * @param slot its number, from 1
     */
    public SlotWorker(
            int slot,
            TaskRunner.Factory runners,
            TaskBoard board,
            TaskStore store,
            FileCache cache,
            ReportFilter filter,
            SpeedMeter speed,
            AgentListener listener,
            Backoff backoff) {
        this.slot = slot;
        this.runners = runners;
        this.board = board;
        this.store = store;
        this.cache = cache;
        this.filter = filter;
        this.speed = speed;
        this.listener = listener;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try (TaskRunner runner = runners.open(slot)) {
            for (Task task = board.takeReady(runner::cancel); task != null; task = board.takeReady(runner::cancel)) {
                runOne(runner, task);
            }
        } catch (InterruptedException e) {
            // The agent stops.
        }
    }

    private void runOne(TaskRunner runner, Task task) throws InterruptedException {
        listener.started(slot, task);
        ResultReport report = compute(runner, task);
        if (failed(report) && worthAnotherTry(task, report)) {
            report = compute(runner, task);
        }
        if (board.closed() && !report.outcome().deterministic()) {
            // Stopped in the middle: the task stays, and starts again with the next agent.
            listener.left(slot, task);
            return;
        }
        if (!keep(task, report)) {
            listener.left(slot, task);
            return;
        }
        if (report.outcome().deterministic()) {
            speed.add(report.fuel(), report.wallMillis());
        }
        if (failed(report)) {
            // A slot that cannot run anything must not burn all that is held.
            board.awaitClosed(backoff.next());
        } else {
            backoff.reset();
        }
    }

    private static boolean failed(ResultReport report) {
        return report.outcome().kind() == OutcomeReport.Kind.HOST_FAILED;
    }

    /** A slot process that was killed says nothing against the task: it gets a second try, after a wait. */
    private boolean worthAnotherTry(Task task, ResultReport report) throws InterruptedException {
        if (board.cancelled(task.id()) || board.closed()) {
            return false;
        }
        Duration wait = backoff.next();
        listener.trouble(task.words() + ": " + report.outcome().detail(), wait);
        board.awaitClosed(wait);
        return !board.cancelled(task.id()) && !board.closed();
    }

    private ResultReport compute(TaskRunner runner, Task task) {
        try {
            Path outputs = store.emptyOutputs(task.id());
            RunOutcome outcome = runner.run(task, request(task, outputs), observer(runner, task));
            String expected = task.appVersion().moduleSha256();
            if (outcome.outcome().deterministic() && !outcome.module().equals(expected)) {
                return Reports.hostFailed(
                        task.id(), "module " + outcome.module() + " ran, and module " + expected + " was to run");
            }
            return filter.apply(task, Reports.of(task.id(), outcome, outputs), outputs);
        } catch (SlotException | IOException e) {
            return Reports.hostFailed(task.id(), Words.of(e));
        } catch (ModuleRefusedException e) {
            return Reports.hostFailed(task.id(), "this host's sandbox refuses the module: " + e.getMessage());
        } catch (RuntimeException e) {
            // A fault of ours must not take the slot out of use.
            return Reports.hostFailed(task.id(), "internal fault: " + e);
        }
    }

    private RunObserver observer(TaskRunner runner, Task task) {
        return new RunObserver() {
            @Override
            public void progress(long fuel) {
                if (!board.progress(task.id(), fuel)) {
                    runner.cancel();
                }
                listener.progress(slot, task, fuel);
            }

            @Override
            public void notice(String words) {
                listener.noticed(slot, task, words);
            }
        };
    }

    /** Keeps the report, however long it takes until the disk can. False when the task was cancelled meanwhile. */
    private boolean keep(Task task, ResultReport report) throws InterruptedException {
        while (true) {
            try {
                if (!board.cancelled(task.id())) {
                    store.finish(report);
                    if (board.finished(report)) {
                        listener.ended(slot, task, report);
                        return true;
                    }
                }
                store.delete(task.id());
                board.forget(task.id());
                return false;
            } catch (IOException e) {
                Duration wait = backoff.next();
                listener.trouble("the report of " + task.words() + " cannot be kept: " + Words.of(e), wait);
                board.awaitClosed(wait);
                if (board.closed()) {
                    return false;
                }
            }
        }
    }

    private RunRequest request(Task task, Path outputs) {
        UnitLimits limits = task.assignment().limits();
        List<InputFile> inputs = task.inputs().stream()
                .map(input -> new InputFile(input.path(), cache.path(input.sha256())))
                .toList();
        return new RunRequest(
                cache.path(task.appVersion().moduleSha256()),
                task.assignment().arguments(),
                Map.of(),
                task.assignment().seed(),
                inputs,
                new byte[0],
                outputs,
                new Limits(limits.fuel(), limits.memoryBytes(), limits.outputBytes(), limits.outputFiles()),
                0,
                Engine.COMPILED,
                new Snapshots(store.snapshots(task.id()), SNAPSHOT_MILLIS));
    }
}
