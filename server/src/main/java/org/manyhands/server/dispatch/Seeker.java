package org.manyhands.server.dispatch;

import org.manyhands.db.result.Origin;
import org.manyhands.protocol.id.AccountId;

/** Whose host looks for work, and where it stands among others. */
public record Seeker(AccountId account, Origin origin) {
    /** A host that is kept apart from no other. */
    public static Seeker anywhere(AccountId account) {
        return new Seeker(account, Origin.ANYWHERE);
    }
}
