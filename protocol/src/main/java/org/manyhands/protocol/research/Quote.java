package org.manyhands.protocol.research;

/**
 * What a batch will cost.
 *
 * @param workUnits how many it is cut into
 * @param sampledUnits how many of them were run to find out
 * @param fuelPerUnit mean fuel of the sampled units
 * @param largestFuel most fuel of a sampled unit
 * @param mostFiles most files that a sampled unit left
 * @param fuelLimit fuel at which a work unit is stopped
 * @param copies copies that must agree
 * @param expectedMicrocredits what it will cost if all units are like the sampled ones; at an error rate, if each is run once
 * @param maximumMicrocredits what is put into escrow: no batch ever costs more; what is not used comes back
 * @param runs by how many hosts each work unit is run at first: more than {@code copies} in a broadcast
 * @param strangers at an error rate, so many hosts that are not known yet must agree; 0 with a quorum
 */
public record Quote(
        long workUnits,
        int sampledUnits,
        long fuelPerUnit,
        long largestFuel,
        int mostFiles,
        long fuelLimit,
        int copies,
        long expectedMicrocredits,
        long maximumMicrocredits,
        int runs,
        int strangers) {}
