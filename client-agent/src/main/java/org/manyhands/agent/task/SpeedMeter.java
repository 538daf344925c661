package org.manyhands.agent.task;

/**
 * Measures what a slot gets done, over recent runs: long ones count for more, old ones for less. Thread-safe.
 */
public final class SpeedMeter {
    /** What each further run leaves of the weight of those before it. */
    private static final double MEMORY = 0.9;

    private double fuel;
    private double millis;
    private double runs;

    public synchronized void add(long runFuel, long runMillis) {
        fuel = fuel * MEMORY + runFuel;
        millis = millis * MEMORY + Math.max(1, runMillis);
        runs = runs * MEMORY + 1;
    }

    /** Fuel a second of one slot, 0 while not known. */
    public synchronized long fuelPerSecond() {
        return runs == 0 ? 0 : Math.round(fuel * 1000 / millis);
    }

    /** How long a run takes on average, in seconds; 0 while not known. */
    public synchronized double secondsPerRun() {
        return runs == 0 ? 0 : millis / runs / 1000;
    }
}
