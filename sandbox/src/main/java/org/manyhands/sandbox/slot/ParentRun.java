package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.meter.RunControl;

/** One run as the parent sees it: follows the child's frames, passes on what other threads want, and loses patience. */
final class ParentRun {
    /** How long a child may take to obey; then it is ended. */
    private static final long OBEY_MILLIS = 2_000;
    /** A slot of lowest priority on a busy machine may need a while; killing it costs a warm process. */
    private static final long CANCEL_MILLIS = 5_000;

    private final SlotProcess slot;
    private final RunRequest request;
    private final RunObserver observer;
    /** The parent's own clock of the run, which stands while it is paused. */
    private final RunControl clock = new RunControl(0);

    private volatile boolean cancelled;
    private volatile boolean outOfTime;
    private volatile boolean over;
    private long fuel;

    ParentRun(SlotProcess slot, RunRequest request, RunObserver observer) {
        this.slot = slot;
        this.request = request;
        this.observer = observer;
    }

    void begin() {
        send(FrameType.RUN, out -> new RequestPayload(request, observer.streaming()).write(out));
        if (request.wallMillis() > 0) {
            watchWall(request.wallMillis() + OBEY_MILLIS);
        }
    }

    /** Follows the run to its end, on the thread that asked for it. */
    RunOutcome follow() throws ModuleRefusedException {
        try {
            for (Frame frame = slot.receive(); frame != null; frame = slot.receive()) {
                switch (frame.type()) {
                    case PROGRESS -> progress(frame.content().readLong());
                    case STDOUT -> observer.standardOutput(frame.payload());
                    case STDERR -> observer.standardError(frame.payload());
                    case OUTCOME -> {
                        return OutcomePayload.read(frame.content());
                    }
                    case REFUSED -> throw new ModuleRefusedException(ReportPayload.readViolations(frame.content()));
                    case FAILED -> {
                        return ended(Payloads.readText(frame.content()));
                    }
                    default -> {
                        return unfit("the slot process spoke out of turn: " + frame.type());
                    }
                }
            }
            return ended("the slot process ended: " + slot.lastWords());
        } catch (IOException e) {
            return unfit("the slot process sent what cannot be read: " + e.getMessage());
        } finally {
            over = true;
        }
    }

    void cancel() {
        cancelled = true;
        send(FrameType.CANCEL, out -> {});
        Watchdogs.after(CANCEL_MILLIS, TimeUnit.MILLISECONDS, this::killUnlessOver);
    }

    void pause() {
        clock.pause();
        send(FrameType.PAUSE, out -> {});
    }

    void resume() {
        clock.resume();
        send(FrameType.RESUME, out -> {});
    }

    private void progress(long newFuel) {
        fuel = newFuel;
        observer.progress(newFuel);
    }

    private void watchWall(long allowedMillis) {
        long left = allowedMillis - clock.wallMillis();
        if (left > 0) {
            Watchdogs.after(left, TimeUnit.MILLISECONDS, () -> {
                if (!over) {
                    watchWall(allowedMillis);
                }
            });
        } else {
            outOfTime = true;
            killUnlessOver();
        }
    }

    private void killUnlessOver() {
        if (!over) {
            slot.kill();
        }
    }

    private RunOutcome unfit(String reason) {
        slot.kill();
        return ended(reason);
    }

    private RunOutcome ended(String reason) {
        if (cancelled) {
            return lost(new Outcome.Cancelled());
        }
        return lost(new Outcome.HostFailed(
                outOfTime ? "wall clock: the run passed its limit of " + request.wallMillis() + " ms" : reason));
    }

    private RunOutcome lost(Outcome outcome) {
        return new RunOutcome(
                outcome, fuel, CapturedStream.EMPTY, CapturedStream.EMPTY, List.of(), "", "", 0, 0, clock.wallMillis());
    }

    /** Sends if it can; a child that is gone is noticed by whoever reads. */
    private void send(FrameType type, FrameChannel.Body body) {
        try {
            slot.channel().send(type, body);
        } catch (IOException e) {
            slot.kill();
        }
    }
}
