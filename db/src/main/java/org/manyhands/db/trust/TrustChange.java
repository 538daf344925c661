package org.manyhands.db.trust;

import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;

/**
 * A change of a host's standing, and why.
 *
 * @param times how often it happened; what the validator judges at once makes one change
 * @param unit the last work unit that it happened with
 */
public record TrustChange(
        HostId host,
        ApplicationId application,
        TrustEvent kind,
        int times,
        WorkUnitId unit,
        Standing before,
        Standing after,
        long atMillis) {
    /** What happened, for people; without a full stop. */
    public String words() {
        return kind.sentence()
                + (times == 1 ? " (work unit " + unit + ")" : " (" + times + " times, last in work unit " + unit + ")");
    }
}
