package org.manyhands.server.page;

import org.manyhands.protocol.research.WorkUnitView;

/**
 * A work unit that was given up, with what its program said last.
 *
 * @param output last 16 KiB of standard output
 * @param errors last 16 KiB of standard error
 */
public record FailedUnit(String id, String place, String reason, String output, String errors) {
    static FailedUnit of(WorkUnitView unit) {
        return new FailedUnit(
                unit.id().toString(),
                Words.number(unit.index()),
                unit.reason(),
                unit.stdoutTail().stripTrailing(),
                unit.stderrTail().stripTrailing());
    }
}
