package org.manyhands.protocol.agent;

/**
 * How much work a host asks for.
 *
 * @param results most results to send; 0 for none
 * @param slots slots that work at the same time
 * @param fuelPerSecond measured fuel a second of one slot, 0 when not known yet
 * @param seconds how long the work should last, in seconds of one slot
 * @param memoryBytes most memory of one slot
 */
public record WorkRequest(int results, int slots, long fuelPerSecond, long seconds, long memoryBytes) {
    public static final WorkRequest NONE = new WorkRequest(0, 0, 0, 0, 0);
}
