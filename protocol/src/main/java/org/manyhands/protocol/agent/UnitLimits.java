package org.manyhands.protocol.agent;

/**
 * What a run of a work unit may use.
 *
 * @param fuel units of the weight table
 * @param memoryBytes linear memory
 * @param outputBytes sum of the files of {@code /out}
 * @param outputFiles number of those files
 */
public record UnitLimits(long fuel, long memoryBytes, long outputBytes, int outputFiles) {}
