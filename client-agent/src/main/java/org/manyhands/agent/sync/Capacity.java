package org.manyhands.agent.sync;

import org.manyhands.agent.task.SpeedMeter;

/**
 * What the host can do.
 *
 * @param slots tasks that run at the same time
 * @param memoryBytes most linear memory of one task
 * @param speed as measured so far
 */
public record Capacity(int slots, long memoryBytes, SpeedMeter speed) {}
