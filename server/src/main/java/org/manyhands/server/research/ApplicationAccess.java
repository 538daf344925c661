package org.manyhands.server.research;

import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.ApplicationRow;
import org.manyhands.db.host.Host;
import org.manyhands.db.transaction.Tx;

/**
 * Who may read the name of an application beside a host: its researcher, administrators, the owner of the host, who is told what it computes anyhow, and
 * everybody once a batch of it is public.
 */
record ApplicationAccess(Database database, @Nullable Account caller) {
    boolean sees(Tx tx, ApplicationRow application, Host host) {
        return (caller != null
                        && (caller.administrator()
                                || caller.id().equals(application.owner())
                                || caller.id().equals(host.accountId())))
                || database.batches().isPublic(tx, application.id());
    }
}
