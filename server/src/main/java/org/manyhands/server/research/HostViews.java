package org.manyhands.server.research;

import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.Balance;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.research.HostView;

/** Shows hosts and what they did. */
public final class HostViews {
    private final Database database;

    public HostViews(Database database) {
        this.database = database;
    }

    public HostView view(Tx tx, Host host) {
        Balance balance = database.ledger().balance(tx, LedgerAccount.host(host.id()));
        return new HostView(
                host.id(),
                host.name(),
                database.accounts()
                        .byId(tx, host.accountId())
                        .map(Account::name)
                        .orElse(""),
                host.facts(),
                host.agentVersion(),
                host.attachedMillis(),
                host.lastContactMillis(),
                BatchViews.byName(database.results().counts(tx, host.id())),
                database.results().fuelAccepted(tx, host.id()),
                balance.pendingIn(),
                // The fee is what leaves a host's account.
                balance.postedIn() - balance.postedOut());
    }
}
