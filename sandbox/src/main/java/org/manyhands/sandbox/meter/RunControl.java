package org.manyhands.sandbox.meter;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.state.SavedPart;

/**
 * How other threads follow, hold, slow down and stop a run. The run's own thread comes by at {@link #checkpoint}; it
 * waits there while the run is held or rests. Wall-clock time excludes holds and rests.
 */
public final class RunControl {
    /** Why a run is held. */
    public enum Hold {
        /** The parent said so. */
        PAUSED,
        /** The parent says nothing any more, though it lives: it is stopped itself, and so its runs should be. */
        PARENT_SILENT
    }

    /** Shorter work is not worth a rest. */
    private static final long SHORTEST_WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int WHOLE = 100;

    private final RunTime time;
    private final long wallNanos;
    private final long startNanos;
    private final Set<Hold> holds = EnumSet.noneOf(Hold.class);
    private volatile long fuel;
    private volatile long memoryBytes;
    /** True when a checkpoint has more to do than to note the fuel; guarded for writing. */
    private volatile boolean attention;

    private volatile long earlierMillis;
    private boolean cancelled;
    private int percent = WHOLE;
    private boolean idle;
    private long idleSince;
    private long idleNanos;
    private long workSince;

    /**
     * Starts the clock.
     *
     * @param wallMillis most wall-clock time in milliseconds, 0 for any
     */
    public RunControl(long wallMillis) {
        this(wallMillis, RunTime.SYSTEM);
    }

    public RunControl(long wallMillis, RunTime time) {
        this.time = time;
        this.wallNanos = wallMillis == 0 ? Long.MAX_VALUE : TimeUnit.MILLISECONDS.toNanos(wallMillis);
        this.startNanos = time.nanos();
        this.workSince = startNanos;
    }

    /**
     * Called by the run's thread at every slice and host call.
     *
     * @throws RunCancelledException when the run was told to stop
     * @throws HostFailedException when the wall-clock limit has passed
     */
    public void checkpoint(long used) {
        fuel = used;
        if (attention) {
            attend();
        }
        if (outOfTime()) {
            throw new HostFailedException(outOfTimeMessage());
        }
    }

    /** Takes note of the linear memory that the run holds; for its own thread. */
    void holds(long newMemoryBytes) {
        memoryBytes = newMemoryBytes;
    }

    /** Linear memory when it was last looked at, 0 before; for any thread. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Fuel used at the last checkpoint; for any thread. */
    public long fuel() {
        return fuel;
    }

    /** Tells the run to stop; for any thread, also before the run begins. */
    public synchronized void cancel() {
        cancelled = true;
        changed();
    }

    /** Holds the run at its next checkpoint until {@link #release}; for any thread. */
    public synchronized void hold(Hold why) {
        holds.add(why);
        changed();
    }

    /** Takes a hold away; for any thread. */
    public synchronized void release(Hold why) {
        holds.remove(why);
        changed();
    }

    /**
     * Lets the run work and rest in turns, at checkpoints; for any thread.
     *
     * @param newPercent of the time that it may work, 1 to 100
     */
    public synchronized void throttle(int newPercent) {
        percent = requirePercent(newPercent);
        workSince = time.nanos();
        changed();
    }

    /** A share of a core in percent, if it is one. */
    public static int requirePercent(int percent) {
        if (percent < 1 || percent > WHOLE) {
            throw new IllegalArgumentException("a run may use 1 to 100 percent of a core, not " + percent);
        }
        return percent;
    }

    /** Wall-clock time so far in milliseconds, without holds and rests, with that of the attempts it goes on from. */
    public long wallMillis() {
        return earlierMillis + TimeUnit.NANOSECONDS.toMillis(runningNanos());
    }

    /** The time that went into the run so far. The limit is one of each attempt, so that it can be raised for another. */
    public SavedPart savedPart() {
        return SavedPart.of("wall", out -> out.writeLong(wallMillis()), in -> earlierMillis = in.readLong());
    }

    /** What a run that ended by force has come to by other threads' doing, if anything. */
    public synchronized Optional<Outcome> forcedEnd() {
        if (cancelled) {
            return Optional.of(new Outcome.Cancelled());
        }
        return outOfTime() ? Optional.of(new Outcome.HostFailed(outOfTimeMessage())) : Optional.empty();
    }

    /** The time that this control goes by. */
    RunTime time() {
        return time;
    }

    private boolean outOfTime() {
        return wallNanos != Long.MAX_VALUE && runningNanos() > wallNanos;
    }

    private String outOfTimeMessage() {
        return "wall clock: the run took longer than its limit of " + TimeUnit.NANOSECONDS.toMillis(wallNanos)
                + " ms; give it more time or less to do";
    }

    private synchronized long runningNanos() {
        long now = time.nanos();
        return now - startNanos - idleNanos - (idle ? now - idleSince : 0);
    }

    private void changed() {
        attention = cancelled || !holds.isEmpty() || percent < WHOLE;
        notifyAll();
    }

    private synchronized void attend() {
        long worked = time.nanos() - workSince;
        idleSince = time.nanos();
        idle = true;
        try {
            long rested = 0;
            for (long wait = waitNanos(worked, rested); wait > 0 && !cancelled; wait = waitNanos(worked, rested)) {
                long before = time.nanos();
                boolean held = !holds.isEmpty();
                time.await(this, wait);
                rested += held ? 0 : time.nanos() - before;
            }
            if (rested > 0) {
                worked = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunCancelledException();
        } finally {
            long now = time.nanos();
            idle = false;
            idleNanos += now - idleSince;
            workSince = now - worked;
        }
        if (cancelled) {
            throw new RunCancelledException();
        }
    }

    /** How long a run that has worked and rested so long must wait still; 0 when it may go on. */
    private long waitNanos(long worked, long rested) {
        if (!holds.isEmpty()) {
            return LONGEST_WAIT_NANOS;
        }
        return worked < SHORTEST_WORK_NANOS ? 0 : Math.max(0, worked * (WHOLE - percent) / percent - rested);
    }
}
