package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What other threads want of a run, told to the child as soon as it knows of the run. Any thread. */
final class ParentWishes {
    private static final int WHOLE = 100;

    private final SlotProcess slot;
    /** Without the lock, for whoever must not wait for a child that does not listen. */
    private final AtomicBoolean cancelled = new AtomicBoolean();

    private volatile boolean paused;
    private int percent;
    private boolean begun;

    ParentWishes(SlotProcess slot, int percent) {
        this.slot = slot;
        this.percent = percent;
    }

    /** The child has heard of the run. */
    synchronized void begin() {
        begun = true;
        if (percent < WHOLE) {
            throttle(percent);
        }
        if (paused) {
            send(FrameType.PAUSE);
        }
        if (cancelled.get()) {
            send(FrameType.CANCEL);
        }
    }

    void cancel() {
        cancelled.set(true);
        synchronized (this) {
            send(FrameType.CANCEL);
        }
    }

    synchronized void pause() {
        paused = true;
        send(FrameType.PAUSE);
    }

    synchronized void resume() {
        paused = false;
        send(FrameType.RESUME);
    }

    synchronized void throttle(int newPercent) {
        percent = newPercent;
        send(FrameType.THROTTLE, out -> out.writeInt(newPercent));
    }

    boolean cancelled() {
        return cancelled.get();
    }

    boolean paused() {
        return paused;
    }

    private void send(FrameType type) {
        send(type, out -> {});
    }

    /** Sends if it can; a child that is gone is noticed by whoever reads. */
    private void send(FrameType type, FrameChannel.Body body) {
        if (begun) {
            try {
                slot.channel().send(type, body);
            } catch (IOException e) {
                slot.kill();
            }
        }
    }
}
