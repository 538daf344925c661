package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.manyhands.sandbox.meter.RunControl;

/**
 * What a child does beside a run, a few times a second: tells the parent that it lives and how far the run is, holds the
 * run while the parent says nothing, and interrupts a run that should have ended and does not come by to hear of it.
 * Nothing is sent after {@link #close}.
 */
final class ChildHeartbeat implements AutoCloseable {
    private static final long TICK_MILLIS = 125;
    private static final int TICKS_PER_FRAME = 2;

    /** Ticks without a word of the parent, which speaks each second, after which it is taken for stopped. */
    private static final int SILENT_TICKS = 80;

    private final FrameChannel channel;
    private final RunControl control;
    private final Thread run;
    private final AtomicInteger silentTicks = new AtomicInteger();
    private int overdueTicks;
    private boolean closed;

    private ChildHeartbeat(FrameChannel channel, RunControl control, Thread run) {
        this.channel = channel;
        this.control = control;
        this.run = run;
    }

    /** A heartbeat of the run that goes on on a thread. */
    static ChildHeartbeat of(FrameChannel channel, RunControl control, Thread run) {
        return new ChildHeartbeat(channel, control, run);
    }

    ChildHeartbeat start() {
        Thread thread = new Thread(this::beat, "heartbeat");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** The parent said something. */
    void heard() {
        silentTicks.set(0);
        control.release(RunControl.Hold.PARENT_SILENT);
    }

    private synchronized void beat() {
        try {
            for (int tick = 0; !closed; tick++) {
                if (tick % TICKS_PER_FRAME == 0) {
                    channel.send(FrameType.PROGRESS, out -> {
                        out.writeLong(control.fuel());
                        out.writeLong(control.wallMillis());
                        out.writeLong(control.memoryBytes());
                    });
                }
                wait(TICK_MILLIS);
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Looks after the run once. */
    synchronized void tick() {
        if (silentTicks.incrementAndGet() == SILENT_TICKS) {
            control.hold(RunControl.Hold.PARENT_SILENT);
        }
        if (!closed && control.forcedEnd().isPresent()) {
            overdueTicks++;
            if (overdueTicks == 2) {
                run.interrupt();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
