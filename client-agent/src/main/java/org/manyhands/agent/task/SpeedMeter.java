package org.manyhands.agent.task;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * Measures what a slot gets done: the sum over its last runs but the slowest of them, since the first run of a module
 * pays for starting the slot and compiling. Thread-safe.
 */
public final class SpeedMeter {
    private static final int RUNS = 10;

    private final int percent;
    private final Deque<Run> runs = new ArrayDeque<>();
    private Run sum = new Run(0, 0);
    private int counted;

    /**
     * Nothing is measured yet.
     *
     * @param percent of the time that a slot works; it rests for the others, which runs do not count
     */
    public SpeedMeter(int percent) {
        this.percent = percent;
    }

    /** Notes a run that has ended, and how long it worked. */
    public synchronized void add(long fuel, long millis) {
        runs.addLast(new Run(fuel, Math.max(1, millis) * 100 / percent));
        if (runs.size() > RUNS) {
            runs.removeFirst();
        }
        Run slowest = runs.stream().min(Comparator.comparingDouble(Run::speed)).orElseThrow();
        boolean leaveOut = runs.size() > 1;
        long totalFuel = runs.stream().mapToLong(Run::fuel).sum();
        long totalMillis = runs.stream().mapToLong(Run::millis).sum();
        counted = leaveOut ? runs.size() - 1 : runs.size();
        sum = leaveOut ? new Run(totalFuel - slowest.fuel, totalMillis - slowest.millis) : slowest;
    }

    /** Fuel a second of one slot, 0 while not known. */
    public synchronized long fuelPerSecond() {
        return counted == 0 ? 0 : Math.round(sum.speed() * 1000);
    }

    /** How long a run takes on average, in seconds; 0 while not known. */
    public synchronized double secondsPerRun() {
        return counted == 0 ? 0 : sum.millis / 1000.0 / counted;
    }

    private record Run(long fuel, long millis) {
        double speed() {
            return (double) fuel / millis;
        }
    }
}
