package org.manyhands.agent.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.id.ResultId;

/**
 * Which tasks the host holds and how far each is; where the threads of the agent meet. Nothing here touches the disk.
 */
public final class TaskBoard {
    /** How far a task is. */
    public enum Phase {
        /** Its files have to be fetched. */
        WAITING,
        /** Its files are being fetched. */
        PREPARING,
        /** It can run as soon as a slot is free. */
        READY,
        /** A slot runs it. */
        RUNNING,
        /** Its report waits to be acknowledged. */
        FINISHED
    }

    /**
     * One held task at one moment.
     *
     * @param task null when only the report is left
     * @param fuel used so far
     * @param report null before it has ended
     */
    public record Held(
            ResultId id,
            @Nullable Task task,
            Phase phase,
            long fuel,
            @Nullable ResultReport report) {
        /** Fuel that it will still use by the quote's measure; 0 when that is not known. */
        public long fuelLeft() {
            return task == null || phase == Phase.FINISHED
                    ? 0
                    : Math.max(0, task.assignment().expectedFuel() - fuel);
        }
    }

    private static final class Entry {
        private final ResultId id;
        private final @Nullable Task task;
        private Phase phase;
        private long fuel;
        private boolean cancelled;
        private @Nullable Runnable stop;
        private @Nullable ResultReport report;

        Entry(ResultId id, @Nullable Task task, Phase phase) {
            this.id = id;
            this.task = task;
            this.phase = phase;
        }
    }

    private final Map<ResultId, Entry> entries = new LinkedHashMap<>();
    private long news;
    private boolean closed;

    /** Adds a task to run; one that is held already stays as it is. */
    public synchronized void add(Task task) {
        if (entries.putIfAbsent(task.id(), new Entry(task.id(), task, Phase.WAITING)) == null) {
            notifyAll();
        }
    }

    /** Adds a report that is only to be sent. */
    public synchronized void addFinished(ResultReport report) {
        Entry entry = new Entry(report.resultId(), null, Phase.FINISHED);
        entry.report = report;
        entries.put(report.resultId(), entry);
        news++;
        notifyAll();
    }

    public synchronized boolean holds(ResultId id) {
        return entries.containsKey(id);
    }

    /** Waits for a task whose files are to be fetched; null when the agent stops. */
    public synchronized @Nullable Task takeToPrepare() throws InterruptedException {
        Entry entry = await(Phase.WAITING);
        if (entry == null) {
            return null;
        }
        entry.phase = Phase.PREPARING;
        return entry.task;
    }

    /** A task's files are here. False when it was cancelled meanwhile and is gone from the board. */
    public synchronized boolean prepared(ResultId id) {
        return move(id, Phase.READY);
    }

    /** A task's files could not be had for now: it goes to the end of the queue. False as with {@link #prepared}. */
    public synchronized boolean putBack(ResultId id) {
        if (!move(id, Phase.WAITING)) {
            return false;
        }
        Entry entry = entries.remove(id);
        if (entry != null) {
            entries.put(id, entry);
        }
        return true;
    }

    /**
     * Waits for a task to run; null when the agent stops.
     *
     * @param stop stops the run that the caller now begins
     */
    public synchronized @Nullable Task takeReady(Runnable stop) throws InterruptedException {
        Entry entry = await(Phase.READY);
        if (entry == null) {
            return null;
        }
        entry.phase = Phase.RUNNING;
        entry.stop = stop;
        return entry.task;
    }

    /** Notes how far a run is. False when it should stop: a call to stop that came before the run began is not lost. */
    public synchronized boolean progress(ResultId id, long fuel) {
        Entry entry = entries.get(id);
        if (entry == null || entry.cancelled || closed) {
            return false;
        }
        entry.fuel = fuel;
        return true;
    }

    /** A task ended and its report is kept on disk. False when it was cancelled meanwhile and is gone from the board. */
    public synchronized boolean finished(ResultReport report) {
        Entry entry = entries.get(report.resultId());
        if (entry == null || entry.cancelled) {
            entries.remove(report.resultId());
            return false;
        }
        entry.phase = Phase.FINISHED;
        entry.stop = null;
        entry.report = report;
        news++;
        notifyAll();
        return true;
    }

    /**
     * Takes a task back. True when it is gone from the board; false when a thread is busy with it, which is told to
     * stop and will find it cancelled.
     */
    public boolean cancel(ResultId id) {
        Runnable stop;
        synchronized (this) {
            Entry entry = entries.get(id);
            if (entry == null || (entry.phase != Phase.PREPARING && entry.phase != Phase.RUNNING)) {
                entries.remove(id);
                return true;
            }
            entry.cancelled = true;
            stop = entry.stop;
        }
        if (stop != null) {
            stop.run();
        }
        return false;
    }

    public synchronized boolean cancelled(ResultId id) {
        Entry entry = entries.get(id);
        return entry == null || entry.cancelled;
    }

    /** Forgets a task. */
    public synchronized void forget(ResultId id) {
        entries.remove(id);
    }

    /** All held tasks, in the order in which they came. */
    public synchronized List<Held> held() {
        List<Held> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (!entry.cancelled) {
                all.add(new Held(entry.id, entry.task, entry.phase, entry.fuel, entry.report));
            }
        }
        return all;
    }

    /** Digests of all files that held tasks need. */
    public synchronized Set<String> digests() {
        Set<String> needed = new HashSet<>();
        for (Entry entry : entries.values()) {
            if (entry.task != null) {
                entry.task.digests().forEach(needed::add);
            }
        }
        return needed;
    }

    /** Counts the results that ended. */
    public synchronized long news() {
        return news;
    }

    /** Waits until {@link #news} is another than {@code seen}, the agent stops, or the time is over. */
    public synchronized void awaitNews(long seen, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); left > 0 && news == seen && !closed; left = millisUntil(end)) {
            wait(left);
        }
    }

    /** Waits until the agent stops, or the time is over. */
    public synchronized void awaitClosed(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); left > 0 && !closed; left = millisUntil(end)) {
            wait(left);
        }
    }

    public synchronized boolean closed() {
        return closed;
    }

    /** The agent stops: nobody gets a task any more, and what runs is told to stop. */
    public void close() {
        List<Runnable> stops = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (Entry entry : entries.values()) {
                if (entry.phase == Phase.RUNNING && entry.stop != null) {
                    stops.add(entry.stop);
                }
            }
            notifyAll();
        }
        stops.forEach(Runnable::run);
    }

    private static long millisUntil(long endNanos) {
        return (endNanos - System.nanoTime() + 999_999) / 1_000_000;
    }

    private synchronized @Nullable Entry await(Phase phase) throws InterruptedException {
        while (!closed) {
            for (Entry entry : entries.values()) {
                if (entry.phase == phase && !entry.cancelled) {
                    return entry;
                }
            }
            wait();
        }
        return null;
    }

    private synchronized boolean move(ResultId id, Phase phase) {
        Entry entry = entries.get(id);
        if (entry == null || entry.cancelled) {
            entries.remove(id);
            return false;
        }
        entry.phase = phase;
        notifyAll();
        return true;
    }
}
