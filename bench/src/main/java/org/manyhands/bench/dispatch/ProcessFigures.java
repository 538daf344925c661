package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Linux knows of a process, from {@code /proc} (proc(5)).
 *
 * @param cpuSeconds processor time in user and system mode, of all its threads
 * @param residentBytes memory it has in use
 */
record ProcessFigures(double cpuSeconds, long residentBytes) {
    static final ProcessFigures NONE = new ProcessFigures(0, 0);

    /** Ticks of {@code /proc} in a second: 100 on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private static final int USER_TICKS = 11;
    private static final long PAGE_BYTES = 4096;

    /** A process that has ended has used nothing any more. */
    static ProcessFigures of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            // The name stands in parentheses and may hold anything; fields are counted from behind it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
            long pages =
                    Long.parseLong(Files.readString(folder.resolve("statm")).split(" ")[1]);
            return new ProcessFigures(ticks / TICKS, pages * PAGE_BYTES);
        } catch (IOException e) {
            return NONE;
        }
    }
}
