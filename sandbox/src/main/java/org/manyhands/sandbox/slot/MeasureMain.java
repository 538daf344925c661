package org.manyhands.sandbox.slot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.rewrite.Rewrites;
import org.manyhands.sandbox.wasi.StreamCapture;

/**
 * Runs a module again and again as a slot does, and times each run within the process. For each line on standard input
 * it runs once and prints {@code run WALL CPU FUEL OUTPUT}: nanoseconds of wall-clock time and of the run's thread, fuel,
 * and the first line that the program wrote. It begins with {@code ready MILLISECONDS}, the life of this process so far.
 */
public final class MeasureMain {
    private static final Map<String, Rewrites> REWRITES = Map.of(
            "plain", Rewrites.NONE,
            "metering", new Rewrites(true, false, false, false),
            "nans", new Rewrites(false, true, false, false),
            "depth", new Rewrites(false, false, true, false),
            "loops", new Rewrites(false, false, false, true),
            "all", Rewrites.ALL);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final RunRequest request;
    private final LoadedModules modules;
    private final long heapBytes;

    private MeasureMain(RunRequest request, LoadedModules modules, long heapBytes) {
        this.request = request;
        this.modules = modules;
        this.heapBytes = heapBytes;
    }

    /**
     * Measures until standard input ends.
     *
     * @param arguments the source module, which of {@code plain}, {@code metering}, {@code nans}, {@code depth},
     *     {@code loops} or {@code all} it goes through, a directory, the heap in bytes, and the program's own arguments
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Rewrites rewrites = REWRITES.get(arguments[1]);
        if (rewrites == null) {
            throw new IllegalArgumentException(
                    "no rewrites are called " + arguments[1] + ", only " + REWRITES.keySet());
        }
        Path directory = Path.of(arguments[2]);
        Path product = directory.resolve("measured.wasm");
        Files.write(product, Instrumenter.rewrite(Files.readAllBytes(Path.of(arguments[0])), rewrites));
        List<String> own = Arrays.asList(arguments).subList(4, arguments.length);
        Limits limits = new Limits(Long.MAX_VALUE / 4, Limits.DEFAULT_MEMORY_BYTES, 1 << 20, 1);
        RunRequest request = new RunRequest(
                product, own, Map.of(), 1, List.of(), new byte[0], directory, limits, 0, Engine.COMPILED);
        MeasureMain measure =
                new MeasureMain(request, new LoadedModules(directory.resolve("code")), Long.parseLong(arguments[3]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Thread thread = new Thread(null, () -> measure.serve(out), "slot-work", ChildCommands.STACK_BYTES);
        thread.start();
        thread.join();
    }

    private void serve(PrintStream out) {
        out.println("ready " + ManagementFactory.getRuntimeMXBean().getUptime());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                out.println(measure());
            }
        } catch (IOException | ModuleRefusedException e) {
            out.println("failed " + e.getMessage());
        }
    }

    private String measure() throws IOException, ModuleRefusedException {
        RunExecution execution = new RunExecution(
                request,
                new RunControl(0),
                FuelMeter.DEFAULT_SLICE,
                StreamCapture.Listener.NONE,
                StreamCapture.Listener.NONE);
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        RunOutcome outcome = execution.execute(modules, heapBytes);
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        wall = System.nanoTime() - wall;
        if (!outcome.outcome().equals(new Outcome.Finished(0))) {
            return "failed " + outcome.outcome();
        }
        String written = new String(outcome.stdout().kept(), StandardCharsets.UTF_8);
        return String.join(
                " ",
                "run",
                Long.toString(wall),
                Long.toString(cpu),
                Long.toString(outcome.fuel()),
                written.lines().findFirst().orElse(""));
    }
}
