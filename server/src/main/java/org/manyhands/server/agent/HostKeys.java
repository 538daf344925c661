package org.manyhands.server.agent;

import org.manyhands.db.Database;
import org.manyhands.db.host.Host;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.server.dispatch.Recent;

/** Public keys and accounts of hosts. They never change, so that those of hosts that called lately are kept. Thread-safe. */
public final class HostKeys {
    private static final int MOST = 100_000;

    private final Database database;
    private final Recent<HostId, Known> hosts = new Recent<>(MOST);

    public HostKeys(Database database) {
        this.database = database;
    }

    /** Refuses a host that is not known here. */
    Known of(HostId id) {
        return hosts.get(id).orElseGet(() -> {
            Host host = database.inTransaction(tx -> KnownHosts.require(database, tx, id));
            Known known = new Known(new VerifyingKey(host.publicKey()), host.accountId());
            hosts.put(id, known);
            return known;
        });
    }

    /** What never changes of a host. */
    record Known(VerifyingKey key, AccountId account) {}
}
