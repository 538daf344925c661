package org.manyhands.bench.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;

/**
 * How long a slot takes from being asked to the program's first instruction, in milliseconds of wall-clock time. The
 * program prints after a few thousand instructions; what is measured ends when its first byte arrives here.
 *
 * @param cold a new process, no code in the cache
 * @param warm a new process, code in the cache
 * @param again a process that ran the module before
 */
record StartTimes(double cold, double warm, double again) {
    /** How long a warm start may take. */
    static final double MOST_WARM_MILLIS = 250;

    private static final long HEAP_BYTES = 512L << 20;

    /** Medians of so many starts of each kind. */
    static StartTimes measure(Jdk jdk, Path module, Path directory, int repeats)
            throws IOException, SlotException, ModuleRefusedException {
        double[] cold = new double[repeats];
        double[] warm = new double[repeats];
        double[] again = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            Path home = Files.createDirectories(directory.resolve("start-" + i));
            SlotSettings settings = new SlotSettings(jdk.java(), home, HEAP_BYTES);
            try (Slot slot = Slot.open(settings)) {
                cold[i] = start(slot, module, home);
                again[i] = start(slot, module, home);
            }
            try (Slot slot = Slot.open(settings)) {
                warm[i] = start(slot, module, home);
            }
        }
        return new StartTimes(median(cold), median(warm), median(again));
    }

    Goal goal() {
        return new Goal("warm start of a small module to its first output", warm, MOST_WARM_MILLIS, " ms");
    }

    /** The three figures in a line. */
    String line() {
        return String.format(
                Locale.ROOT,
                "new process %.0f ms, new process with cached code %.0f ms, process that ran the module before %.0f ms",
                cold,
                warm,
                again);
    }

    private static double start(Slot slot, Path module, Path home)
            throws IOException, SlotException, ModuleRefusedException {
        Path out = Files.createTempDirectory(home, "out");
        RunRequest request = new RunRequest(
                module, List.of("1"), Map.of(), 1, List.of(), new byte[0], out, Limits.DEFAULT, 0, Engine.COMPILED);
        FirstOutput first = new FirstOutput();
        long asked = System.nanoTime();
        slot.run(request, first);
        return (first.heardNanos() - asked) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Notes when the program's first byte came. */
    private static final class FirstOutput implements RunObserver {
        private final List<Long> heard = new ArrayList<>();

        @Override
        public void progress(long fuel) {
            // Only output counts.
        }

        @Override
        public boolean streaming() {
            return true;
        }

        @Override
        public void standardOutput(byte[] bytes) {
            heard.add(System.nanoTime());
        }

        long heardNanos() throws KernelFailedException {
            if (heard.isEmpty()) {
                throw new KernelFailedException("the small module printed nothing; build wasm-apps anew");
            }
            return heard.get(0);
        }
    }
}
