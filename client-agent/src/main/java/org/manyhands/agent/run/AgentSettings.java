package org.manyhands.agent.run;

import org.manyhands.agent.file.FileCache;
import org.manyhands.agent.home.AgentHome;

/**
 * How an agent runs.
 *
 * @param home its directory
 * @param slots tasks that run at the same time
 * @param memoryBytes most linear memory of one task
 * @param cacheBytes most bytes of files kept, save for what held tasks need
 * @param once end when nothing is held and there is no work to be had
 * @param cpuPercent most of a core that each task uses, 1 to 100 percent
 */
public record AgentSettings(
        AgentHome home, int slots, long memoryBytes, long cacheBytes, boolean once, int cpuPercent) {
    /** A task may use all of its core; it has the lowest priority anyway. */
    public static final int STANDARD_CPU_PERCENT = 100;

    /** Room for a task with the sandbox's ordinary limit of 256 MiB. */
    public static final long STANDARD_MEMORY_BYTES = 256L << 20;

    public AgentSettings {
        if (cpuPercent < 1 || cpuPercent > 100) {
            throw new IllegalArgumentException("a task may use 1 to 100 percent of a core, not " + cpuPercent);
        }
        if (slots < 1 || memoryBytes < 1 || cacheBytes < 0) {
            throw new IllegalArgumentException("an agent has at least one slot with some memory: slots " + slots
                    + ", memory " + memoryBytes + " bytes, cache " + cacheBytes + " bytes");
        }
    }

    /** Settings with whole cores. */
    public AgentSettings(AgentHome home, int slots, long memoryBytes, long cacheBytes, boolean once) {
        this(home, slots, memoryBytes, cacheBytes, once, STANDARD_CPU_PERCENT);
    }

    /** Half of the computer's cores, at least one slot, until stopped. */
    public static AgentSettings standard(AgentHome home) {
        return new AgentSettings(home, standardSlots(), STANDARD_MEMORY_BYTES, FileCache.STANDARD_LIMIT_BYTES, false);
    }

    public static int standardSlots() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
