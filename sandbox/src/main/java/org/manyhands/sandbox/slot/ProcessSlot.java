package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.Jdks;
import org.manyhands.sandbox.ModuleDescription;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.RawRequest;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunProfile;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.rewrite.ProfileChecker;

/** The parent's side of a slot process. The process starts at the first call and again after it was lost. */
public final class ProcessSlot implements Slot {
    /** Checking and rewriting is linear in the module's size; a module that takes longer is made to. */
    private static final long REWRITE_SECONDS = 120;

    private final Patience patience;
    /** One caller at a time. */
    private final ReentrantLock callers = new ReentrantLock();

    /** Guards what follows: cancel, pause and resume come from other threads. */
    private final Object state = new Object();

    private SlotSettings settings;
    private @Nullable SlotProcess process;
    private @Nullable ParentRun running;
    /** What was asked of a run whose process still starts; null when none does. */
    private @Nullable List<Consumer<ParentRun>> early;

    private int percent = 100;
    private boolean closed;
    /** Bytes of heap that the process was given for a large module. */
    private long moduleHeap;

    private ProcessSlot(SlotSettings settings, Patience patience) {
        this.settings = settings;
        this.patience = patience;
    }

    public static Slot open(SlotSettings settings) {
        return open(settings, Patience.STANDARD);
    }

    static Slot open(SlotSettings settings, Patience patience) {
        return new ProcessSlot(settings, patience);
    }

    @Override
    public ModuleReport inspect(Path module) throws SlotException {
        try {
            Frame answer = ask(FrameType.INSPECT, module, out -> RequestPayload.writePath(out, module));
            return ReportPayload.read(expect(FrameType.REPORT, answer).content());
        } catch (ModuleRefusedException | IOException e) {
            throw new SlotException("the slot process gave no report", e);
        }
    }

    @Override
    public ModuleDescription describe(Path module) throws SlotException {
        try {
            Frame answer = ask(FrameType.DESCRIBE, module, out -> RequestPayload.writePath(out, module));
            return DescriptionPayload.read(expect(FrameType.DESCRIPTION, answer).content());
        } catch (ModuleRefusedException | IOException e) {
            throw new SlotException("the slot process gave no description", e);
        }
    }

    @Override
    public Instrumented instrument(Path source, Path target) throws SlotException, ModuleRefusedException {
        try {
            Frame answer = ask(FrameType.INSTRUMENT, source, out -> {
                RequestPayload.writePath(out, source);
                RequestPayload.writePath(out, target);
            });
            return ReportPayload.readInstrumented(
                    expect(FrameType.INSTRUMENTED, answer).content());
        } catch (IOException e) {
            throw new SlotException("the slot process gave no answer", e);
        }
    }

    @Override
    public RunOutcome run(RunRequest request, RunObserver observer) throws SlotException, ModuleRefusedException {
        return carryOut(new RunOrder.Metered(request), observer);
    }

    @Override
    public RunOutcome runRaw(RawRequest request, RunObserver observer) throws SlotException, ModuleRefusedException {
        return carryOut(new RunOrder.Raw(request), observer);
    }

    @Override
    public RunProfile profile(RunRequest request, RunObserver observer) throws SlotException, ModuleRefusedException {
        ParentRun[] followed = new ParentRun[1];
        RunOutcome outcome = carryOut(new RunOrder.Profiled(request), observer, run -> followed[0] = run);
        return new RunProfile(outcome, followed[0].functions());
    }

    private RunOutcome carryOut(RunOrder order, RunObserver observer) throws SlotException, ModuleRefusedException {
        return carryOut(order, observer, run -> {});
    }

    private RunOutcome carryOut(RunOrder order, RunObserver observer, Consumer<ParentRun> begun)
            throws SlotException, ModuleRefusedException {
        callers.lock();
        try {
            List<Consumer<ParentRun>> asked = new ArrayList<>();
            synchronized (state) {
                early = asked;
            }
            SlotProcess slot = started(order.module());
            ParentRun run;
            synchronized (state) {
                run = new ParentRun(slot, order, observer, percent, patience);
                asked.forEach(message -> message.accept(run));
                early = null;
                running = run;
                begun.accept(run);
            }
            return run.run();
        } finally {
            synchronized (state) {
                early = null;
                running = null;
            }
            callers.unlock();
        }
    }

    @Override
    public void cancel() {
        tellRun(ParentRun::cancel);
    }

    @Override
    public void pause() {
        tellRun(ParentRun::pause);
    }

    @Override
    public void resume() {
        tellRun(ParentRun::resume);
    }

    @Override
    public void throttle(int newPercent) {
        synchronized (state) {
            percent = RunControl.requirePercent(newPercent);
        }
        tellRun(run -> run.throttle(newPercent));
    }

    @Override
    public long pid() {
        synchronized (state) {
            return process != null && process.isAlive() ? process.pid() : -1;
        }
    }

    @Override
    public void close() {
        synchronized (state) {
            closed = true;
            if (process != null) {
                process.close();
            }
        }
    }

    private void tellRun(Consumer<ParentRun> message) {
        ParentRun run;
        synchronized (state) {
            run = running;
            if (early != null) {
                early.add(message);
            }
        }
        if (run != null) {
            message.accept(run);
        }
    }

    private Frame ask(FrameType question, Path module, FrameChannel.Body body) throws SlotException, IOException {
        callers.lock();
        try {
            SlotProcess slot = started(module);
            Watchdogs.Alarm patience = Watchdogs.after(REWRITE_SECONDS, TimeUnit.SECONDS, slot::kill);
            try {
                slot.channel().send(question, body);
                Frame answer = slot.receive();
                if (answer == null) {
                    throw new SlotException("the slot process ended: " + slot.lastWords());
                }
                return answer;
            } finally {
                patience.callOff();
            }
        } finally {
            callers.unlock();
        }
    }

    private static Frame expect(FrameType type, Frame answer)
            throws SlotException, ModuleRefusedException, IOException {
        if (answer.type() == FrameType.REFUSED) {
            throw new ModuleRefusedException(ReportPayload.readViolations(answer.content()));
        }
        if (answer.type() == FrameType.FAILED) {
            throw new SlotException(Payloads.readText(answer.content()));
        }
        if (answer.type() != type) {
            throw new SlotException("the slot process answered " + answer.type() + " instead of " + type);
        }
        return answer;
    }

    /** The process, started if there is none that lives, or none with enough heap for this module. */
    private SlotProcess started(Path module) throws SlotException {
        long need = moduleHeap(module);
        synchronized (state) {
            if (closed) {
                throw new SlotException("the slot is closed");
            }
            if (process != null && process.isAlive()) {
                if (need <= moduleHeap) {
                    return process;
                }
                process.close();
            }
            moduleHeap = need;
            SlotProcess fresh = start();
            process = fresh;
            return fresh;
        }
    }

    private long moduleHeap(Path module) throws SlotException {
        long bytes = sizeOf(module);
        long need = bytes > ProfileChecker.LARGEST_MODULE_BYTES ? 0 : HeapNeed.ofModule(bytes);
        HeapNeed.requireOfMachine(module, bytes, settings.heapBytes() + need);
        return need;
    }

    /** The size of a module; 0 when it cannot be read, of which the child has more to say. */
    private static long sizeOf(Path module) {
        try {
            return Files.size(module);
        } catch (IOException e) {
            return 0;
        }
    }

    private SlotProcess start() throws SlotException {
        try {
            return SlotProcess.start(settings, moduleHeap);
        } catch (SlotException broken) {
            Jdk other = Jdks.insteadOf(settings.java(), String.valueOf(broken.getMessage()))
                    .orElseThrow(() -> broken);
            settings = new SlotSettings(other.java(), settings.directory(), settings.heapBytes());
            return SlotProcess.start(settings, moduleHeap);
        }
    }
}
