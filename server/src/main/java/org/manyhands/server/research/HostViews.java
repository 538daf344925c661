package org.manyhands.server.research;

import java.util.List;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.Balance;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.protocol.research.HostView;

/** Shows hosts and what they did. */
public final class HostViews {
    private static final int MOST_REASONS = 100;

    private final Database database;

    public HostViews(Database database) {
        this.database = database;
    }

    /** With its standing, and why it is so. */
    HostView viewWithTrust(Tx tx, Host host) {
        HostView view = view(tx, host);
        List<TrustChange> changes = database.trust().changes(tx, host.id(), MOST_REASONS);
        List<HostView.Trust> trust = database.trust().ofHost(tx, host.id()).stream()
                .map(standing -> trust(tx, standing, changes))
                .toList();
        return new HostView(
                view.id(),
                view.name(),
                view.account(),
                view.facts(),
                view.agentVersion(),
                view.attachedMillis(),
                view.lastContactMillis(),
                view.results(),
                view.fuelAccepted(),
                view.pendingMicrocredits(),
                view.paidMicrocredits(),
                trust);
    }

    private HostView.Trust trust(Tx tx, HostTrust trust, List<TrustChange> changes) {
        return new HostView.Trust(
                database.applications().name(tx, trust.application()).orElse(""),
                trust.standing().results(),
                trust.standing().checks(),
                trust.standing().failures(),
                trust.standing().excluded(),
                trust.sinceMillis(),
                changes.stream()
                        .filter(change -> change.application().equals(trust.application()))
                        .map(HostViews::reason)
                        .toList());
    }

    private static HostView.Reason reason(TrustChange change) {
        return new HostView.Reason(
                change.atMillis(),
                change.kind().name(),
                change.words(),
                change.before().checks(),
                change.after().checks(),
                change.before().failures(),
                change.after().failures(),
                change.after().excluded());
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
