package org.manyhands.server.agent;

import org.manyhands.db.Database;
import org.manyhands.db.host.Host;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.HostId;

/** Finds the host of a call. */
final class KnownHosts {
    private KnownHosts() {}

    static Host require(Database database, Tx tx, HostId id) {
        return database.hosts().byId(tx, id).orElseThrow(() -> unknown(id));
    }

    static RefusedException unknown(HostId id) {
        return new RefusedException(
                ErrorCode.UNKNOWN_HOST, "host " + id + " is not known in this project; attach it again");
    }
}
