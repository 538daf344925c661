package org.manyhands.sandbox.slot;

import java.io.IOException;
import org.manyhands.sandbox.meter.RunControl;

/** Tells the parent a few times a second how far the run is. Nothing is sent after {@link #close}. */
final class ProgressFrames implements AutoCloseable {
    private final FrameChannel channel;
    private final RunControl control;
    private final long everyMillis;
    private boolean closed;

    private ProgressFrames(FrameChannel channel, RunControl control, long everyMillis) {
        this.channel = channel;
        this.control = control;
        this.everyMillis = everyMillis;
    }

    static ProgressFrames start(FrameChannel channel, RunControl control, long everyMillis) {
        ProgressFrames frames = new ProgressFrames(channel, control, everyMillis);
        Thread thread = new Thread(frames::tell, "progress");
        thread.setDaemon(true);
        thread.start();
        return frames;
    }

    private synchronized void tell() {
        try {
            while (!closed) {
                channel.send(FrameType.PROGRESS, out -> out.writeLong(control.fuel()));
                wait(everyMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
