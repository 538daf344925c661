package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleDescription;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunProfile;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.wasi.StreamCapture;

/** The child's side: reads commands on one thread, carries them out on another, one at a time. */
final class ChildCommands {
    /** Deep recursion of a guest must end by the work unit's rules before it ends by this. */
    static final long STACK_BYTES = 256L << 20;

    private static final int STREAM_FRAME_BYTES = 1 << 20;

    /** Exit code after an error of the Java machine itself; the parent reports the last words. */
    private static final int FATAL_EXIT = 2;

    /** A command that takes its time. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException, ModuleRefusedException;
    }

    /** A run from its beginning to its end. */
    @FunctionalInterface
    private interface Execution {
        RunOutcome execute() throws IOException, ModuleRefusedException;
    }

    private final FrameChannel channel;
    private final Path codeDirectory;
    private final LoadedModules modules;
    private final long heapBytes;
    private @Nullable RunControl running;
    private volatile @Nullable ChildHeartbeat heartbeat;

    ChildCommands(FrameChannel channel, Path directory, long heapBytes) {
        this.channel = channel;
        this.codeDirectory = directory.resolve("code");
        this.modules = new LoadedModules(codeDirectory);
        this.heapBytes = heapBytes;
    }

    /** Serves until the parent closes its end. */
    void serve() throws IOException {
        for (Frame frame = channel.receive(); frame != null; frame = channel.receive()) {
            ChildHeartbeat beating = heartbeat;
            if (beating != null) {
                beating.heard();
            }
            switch (frame.type()) {
                case INSPECT -> {
                    Path module = RequestPayload.readPath(frame.content());
                    start(() -> inspect(module));
                }
                case INSTRUMENT -> {
                    var content = frame.content();
                    Path source = RequestPayload.readPath(content);
                    Path target = RequestPayload.readPath(content);
                    start(() -> instrument(source, target));
                }
                case RUN -> {
                    RequestPayload payload = RequestPayload.read(frame.content());
                    RunControl control = new RunControl(payload.request().wallMillis());
                    running = control;
                    start(() -> run(payload, control));
                }
                case DESCRIBE -> {
                    Path module = RequestPayload.readPath(frame.content());
                    start(() -> describe(module));
                }
                case PROFILE -> {
                    RequestPayload payload = RequestPayload.read(frame.content());
                    RunControl control = new RunControl(payload.request().wallMillis());
                    running = control;
                    start(() -> profile(payload, control));
                }
                case RUN_RAW -> {
                    RawPayload payload = RawPayload.read(frame.content());
                    RunControl control = new RunControl(payload.request().run().wallMillis());
                    running = control;
                    start(() -> runRaw(payload, control));
                }
                case CANCEL, PAUSE, RESUME -> control(frame.type());
                case THROTTLE -> {
                    RunControl control = running;
                    if (control != null) {
                        control.throttle(frame.content().readInt());
                    }
                }
                case BEAT -> {}
                default -> throw new IOException("a parent does not say " + frame.type());
            }
        }
    }

    private void control(FrameType type) {
        RunControl control = running;
        if (control != null) {
            switch (type) {
                case CANCEL -> control.cancel();
                case PAUSE -> control.hold(RunControl.Hold.PAUSED);
                default -> control.release(RunControl.Hold.PAUSED);
            }
        }
    }

    private void start(Task task) {
        Thread thread = new Thread(null, () -> carryOut(task), "slot-work", STACK_BYTES);
        thread.setUncaughtExceptionHandler((failed, error) -> {
            error.printStackTrace();
            Runtime.getRuntime().halt(FATAL_EXIT);
        });
        thread.start();
    }

    private void carryOut(Task task) {
        try {
            try {
                task.run();
            } catch (ModuleRefusedException e) {
                channel.send(FrameType.REFUSED, out -> ReportPayload.writeViolations(out, e.violations()));
            } catch (IOException e) {
                channel.send(FrameType.FAILED, out -> Payloads.writeText(out, String.valueOf(e.getMessage())));
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                channel.send(FrameType.FAILED, out -> Payloads.writeText(out, "the engine failed: " + e));
            }
        } catch (IOException e) {
            // The parent is gone, and with it whoever could hear of this.
            Runtime.getRuntime().halt(1);
        }
    }

    private void inspect(Path module) throws IOException {
        ModuleReport report = ModuleFile.inspect(module);
        channel.send(FrameType.REPORT, out -> ReportPayload.write(out, report));
    }

    private void describe(Path module) throws IOException {
        ModuleDescription description = ModuleFile.describe(module);
        channel.send(FrameType.DESCRIPTION, out -> DescriptionPayload.write(out, description));
    }

    private void instrument(Path source, Path target) throws IOException, ModuleRefusedException {
        Instrumented instrumented = ModuleFile.instrument(source, target);
        channel.send(FrameType.INSTRUMENTED, out -> ReportPayload.writeInstrumented(out, instrumented));
    }

    private void run(RequestPayload payload, RunControl control) throws IOException, ModuleRefusedException {
        RunExecution execution = new RunExecution(
                payload.request(),
                control,
                FuelMeter.DEFAULT_SLICE,
                listener(payload.streaming(), FrameType.STDOUT),
                listener(payload.streaming(), FrameType.STDERR),
                this::notice);
        tell(control, () -> execution.execute(modules, heapBytes));
    }

    private void profile(RequestPayload payload, RunControl control) throws IOException, ModuleRefusedException {
        RunExecution execution = new RunExecution(
                payload.request(),
                control,
                FuelMeter.DEFAULT_SLICE,
                listener(payload.streaming(), FrameType.STDOUT),
                listener(payload.streaming(), FrameType.STDERR),
                this::notice);
        tell(control, () -> {
            RunProfile profile = new ProfileExecution(payload.request(), execution).execute(codeDirectory, heapBytes);
            channel.send(FrameType.COUNTERS, out -> CountersPayload.write(out, profile.functions()));
            return profile.run();
        });
    }

    private void runRaw(RawPayload payload, RunControl control) throws IOException, ModuleRefusedException {
        RawExecution execution = new RawExecution(
                payload.request(),
                control,
                listener(payload.streaming(), FrameType.STDOUT),
                listener(payload.streaming(), FrameType.STDERR));
        tell(control, () -> execution.execute(codeDirectory, heapBytes));
    }

    /** Runs something, telling the parent how far it is and how it ended. */
    @SuppressWarnings("try") // Open while the run goes on.
    private void tell(RunControl control, Execution execution) throws IOException, ModuleRefusedException {
        RunOutcome outcome;
        try (ChildHeartbeat beating =
                ChildHeartbeat.of(channel, control, Thread.currentThread()).start()) {
            heartbeat = beating;
            outcome = execution.execute();
        }
        channel.send(FrameType.OUTCOME, out -> OutcomePayload.write(out, outcome));
    }

    private void notice(String words) {
        try {
            channel.send(FrameType.NOTICE, out -> Payloads.writeText(out, words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StreamCapture.Listener listener(boolean streaming, FrameType type) {
        if (!streaming) {
            return StreamCapture.Listener.NONE;
        }
        return (bytes, from, length) -> {
            try {
                for (int sent = 0; sent < length; sent += STREAM_FRAME_BYTES) {
                    channel.send(type, bytes, from + sent, Math.min(STREAM_FRAME_BYTES, length - sent));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
