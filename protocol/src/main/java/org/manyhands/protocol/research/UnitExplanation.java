package org.manyhands.protocol.research;

import java.util.List;
import java.util.Objects;

/**
 * What a work unit waits for, and who may have its copies.
 *
 * @param unit with its copies and who has them
 * @param waitsFor in words; empty when it waits for nothing
 * @param hosts how many hosts asked this server for work lately
 * @param mayTake how many of them may have a copy
 * @param kept the others, by the first rule that keeps the copies from them
 */
public record UnitExplanation(WorkUnitView unit, List<String> waitsFor, int hosts, int mayTake, List<KeptFrom> kept) {
    /** What is left out on the wire is empty here. */
    public UnitExplanation {
        waitsFor = List.copyOf(Objects.requireNonNullElse(waitsFor, List.of()));
        kept = List.copyOf(Objects.requireNonNullElse(kept, List.of()));
    }

    /**
     * Hosts that get no copy.
     *
     * @param rule stable name
     * @param hosts how many
     * @param detail what one of them is told
     */
    public record KeptFrom(String rule, int hosts, String detail) {}
}
