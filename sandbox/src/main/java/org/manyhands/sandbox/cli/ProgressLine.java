package org.manyhands.sandbox.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.manyhands.sandbox.RunObserver;

/** One line on a person's terminal that says how far a run is; it is gone whenever anything else is written. */
final class ProgressLine implements RunObserver {
    private static final String ERASE = "\r\u001b[K";
    private static final double PERCENT = 100;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SLOW = 0.8;

    private final RunObserver output;
    private final long fuelLimit;
    private final PrintStream terminal;
    private final LongSupplier nanos;
    private boolean shown;
    private long lastFuel;
    private long lastNanos;
    private double perSecond = -1;

    /**
     * A line on a terminal.
     *
     * @param output hears the program's output, once the line is out of the way
     * @param nanos a clock in nanoseconds
     */
    ProgressLine(RunObserver output, long fuelLimit, PrintStream terminal, LongSupplier nanos) {
        this.output = output;
        this.fuelLimit = fuelLimit;
        this.terminal = terminal;
        this.nanos = nanos;
        this.lastNanos = nanos.getAsLong();
    }

    /** True when standard error is a terminal; the launcher says so. */
    static boolean wanted() {
        return Boolean.getBoolean("manyhands.terminal.err");
    }

    @Override
    public void progress(long fuel) {
        progress(fuel, 0);
    }

    @Override
    public void progress(long fuel, long memoryBytes) {
        long now = nanos.getAsLong();
        if (now > lastNanos) {
            double rate = (fuel - lastFuel) * NANOS_PER_SECOND / (now - lastNanos);
            perSecond = perSecond < 0 ? rate : SLOW * perSecond + (1 - SLOW) * rate;
        }
        lastFuel = fuel;
        lastNanos = now;
        shown = true;
        terminal.print(ERASE + text(fuel, memoryBytes));
        terminal.flush();
    }

    @Override
    public boolean streaming() {
        return output.streaming();
    }

    @Override
    public void standardOutput(byte[] bytes) {
        erase();
        output.standardOutput(bytes);
    }

    @Override
    public void standardError(byte[] bytes) {
        erase();
        output.standardError(bytes);
    }

    @Override
    public void notice(String words) {
        erase();
        output.notice(words);
    }

    @Override
    public void ended() {
        erase();
    }

    private void erase() {
        if (shown) {
            shown = false;
            terminal.print(ERASE);
            terminal.flush();
        }
    }

    private String text(long fuel, long memoryBytes) {
        if (fuel == 0) {
            return "preparing the module";
        }
        return "fuel " + Amounts.count(fuel) + " (" + percent(fuel) + " of its limit), "
                + Amounts.count(Math.max(0, (long) perSecond)) + "/s"
                + (memoryBytes > 0 ? ", memory " + Amounts.bytes(memoryBytes) : "");
    }

    private String percent(long fuel) {
        return String.format(Locale.ROOT, "%.1f %%", Math.min(PERCENT, PERCENT * fuel / fuelLimit));
    }
}
