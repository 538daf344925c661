package org.manyhands.server.dispatch;

import org.manyhands.db.result.Origin;

/**
 * An account has a copy of a work unit.
 *
 * @param untilMillis until when that is certain, milliseconds of the database's clock
 * @param origin where its host stands among others
 */
public record Claim(long untilMillis, Origin origin) {
    /** By a host that is kept apart from no other. */
    public static Claim until(long millis) {
        return new Claim(millis, Origin.ANYWHERE);
    }
}
