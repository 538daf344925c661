package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.FunctionFuel;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;

/** One run as the parent sees it: follows the child's frames, passes on what other threads want, and loses patience. */
final class ParentRun {
    private final SlotProcess slot;
    private final RunOrder order;
    private final RunObserver observer;
    private final Patience patience;
    private final ParentWishes wishes;
    private final ChildPulse pulse;

    /** Why the child was killed, if it was. */
    private volatile @Nullable String killedFor;

    private List<FunctionFuel> functions = List.of();

    private volatile boolean over;
    private long ticks;
    private long fuel;

    ParentRun(SlotProcess slot, RunOrder order, RunObserver observer, int percent, Patience patience) {
        this.slot = slot;
        this.order = order;
        this.observer = observer;
        this.patience = patience;
        this.wishes = new ParentWishes(slot, percent);
        this.pulse = new ChildPulse(patience.tickMillis());
    }

    /** Begins the run and follows it to its end, on the thread that asked for it. */
    RunOutcome run() throws ModuleRefusedException {
        Watchdogs.Alarm watch = Watchdogs.every(patience.tickMillis(), TimeUnit.MILLISECONDS, this::tick);
        try {
            pulse.listening();
            slot.channel().send(order.type(), out -> order.write(out, observer.streaming()));
            wishes.begin();
            return follow();
        } catch (IOException e) {
            return unfit("the slot process cannot be spoken to: " + e.getMessage());
        } finally {
            over = true;
            watch.callOff();
            observer.ended();
        }
    }

    private RunOutcome follow() throws ModuleRefusedException {
        try {
            for (Frame frame = receive(); frame != null; frame = receive()) {
                switch (frame.type()) {
                    case PROGRESS -> progress(frame);
                    case STDOUT -> observer.standardOutput(frame.payload());
                    case STDERR -> observer.standardError(frame.payload());
                    case NOTICE -> observer.notice(Payloads.readText(frame.content()));
                    case COUNTERS -> functions = CountersPayload.read(frame.content());
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
        }
    }

    /** What the counters of a run said that had them. */
    List<FunctionFuel> functions() {
        return functions;
    }

    void cancel() {
        Watchdogs.after(patience.cancelMillis(), TimeUnit.MILLISECONDS, () -> kill("it did not stop when it was told"));
        wishes.cancel();
    }

    void pause() {
        wishes.pause();
    }

    void resume() {
        wishes.resume();
    }

    void throttle(int percent) {
        wishes.throttle(percent);
    }

    private @Nullable Frame receive() {
        pulse.listening();
        Frame frame = slot.receive();
        pulse.heard();
        return frame;
    }

    private void progress(Frame frame) throws IOException {
        var content = frame.content();
        fuel = content.readLong();
        pulse.reported(content.readLong());
        observer.progress(fuel, content.readLong());
    }

    private void tick() {
        ticks++;
        pulse.tick(wishes.paused());
        if (order.wallMillis() > 0 && pulse.wallMillis() > order.wallMillis() + patience.obeyMillis()) {
            kill("wall clock: the run passed its limit of " + order.wallMillis() + " ms");
        } else if (pulse.silentMillis() > patience.silenceMillis()) {
            kill("the slot process gave no sign of life for " + pulse.silentMillis() + " ms; it was ended");
        } else if (ticks % Math.max(1, Patience.BEAT_MILLIS / patience.tickMillis()) == 0
                && pulse.silentMillis() < Patience.BEAT_MILLIS) {
            // Only to a child that was heard: one that does not read must not block the thread that watches all.
            slot.channel().trySend(FrameType.BEAT);
        }
    }

    private void kill(String reason) {
        if (!over && killedFor == null) {
            killedFor = reason;
            slot.kill();
        }
    }

    private RunOutcome unfit(String reason) {
        slot.kill();
        return ended(reason);
    }

    private RunOutcome ended(String reason) {
        if (wishes.cancelled()) {
            return lost(new Outcome.Cancelled());
        }
        String killed = killedFor;
        return lost(new Outcome.HostFailed(killed == null ? reason : killed));
    }

    private RunOutcome lost(Outcome outcome) {
        return new RunOutcome(
                outcome, fuel, CapturedStream.EMPTY, CapturedStream.EMPTY, List.of(), "", "", 0, 0, pulse.wallMillis());
    }
}
