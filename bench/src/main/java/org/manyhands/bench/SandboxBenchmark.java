package org.manyhands.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code manyhands bench sandbox}: the compiled engine beside the interpreter, cold and warm, in one run. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "Runs queens(10) in a slot: compiled against interpreted, a cold start against a warm one.")
final class SandboxBenchmark implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "Warm runs of each engine (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Override
    public Integer call() throws IOException, SlotException, ModuleRefusedException {
        Path module = Roots.ofSource().resolve("wasm-apps/queens/queens.wasm");
        Path directory = Files.createTempDirectory("manyhands-bench-");
        try {
            System.out.printf("%-12s %10s %10s %14s %18s%n", "engine", "cold ms", "warm ms", "fuel", "fuel/s (warm)");
            double compiled = measure(Engine.COMPILED, module, directory);
            double interpreted = measure(Engine.INTERPRETER, module, directory);
            System.out.printf("compiled is %.1f times as fast as interpreted%n", compiled / interpreted);
            return 0;
        } finally {
            delete(directory);
        }
    }

    /** Prints one row; answers fuel a second of the median warm run. */
    private double measure(Engine engine, Path module, Path directory)
            throws IOException, SlotException, ModuleRefusedException {
        Path home = Files.createDirectories(directory.resolve(engine.name()));
        try (Slot slot = Slot.open(SlotSettings.in(home))) {
            long begun = System.nanoTime();
            RunOutcome cold = slot.run(request(engine, module, home), RunObserver.NONE);
            long coldNanos = System.nanoTime() - begun;
            long[] nanos = new long[Math.max(1, rounds)];
            for (int round = 0; round < nanos.length; round++) {
                long start = System.nanoTime();
                slot.run(request(engine, module, home), RunObserver.NONE);
                nanos[round] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            double seconds = nanos[nanos.length / 2] / 1e9;
            double speed = cold.fuel() / seconds;
            System.out.printf(
                    "%-12s %10.0f %10.0f %14d %18.0f%n",
                    engine.name().toLowerCase(java.util.Locale.ROOT),
                    coldNanos / 1e6,
                    seconds * 1e3,
                    cold.fuel(),
                    speed);
            return speed;
        }
    }

    private static RunRequest request(Engine engine, Path module, Path home) throws IOException {
        Path out = Files.createTempDirectory(home, "out");
        return new RunRequest(
                module, List.of("10", "0", "100"), Map.of(), 1, List.of(), new byte[0], out, Limits.DEFAULT, 0, engine);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
