package org.manyhands.server.research;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.ApplicationRow;
import org.manyhands.db.host.Host;
import org.manyhands.db.ledger.Balance;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.result.HostTally;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.protocol.id.ApplicationId;
import org.manyhands.protocol.research.HostView;

/** Shows hosts and what they did. */
public final class HostViews {
    private static final int MOST_REASONS = 100;

    private final Database database;

    public HostViews(Database database) {
        this.database = database;
    }

    /** For lists: results are counted up to {@link HostView#MOST_COUNTED} of a state, so that a list costs a bounded read. */
    public HostView listed(Tx tx, Host host) {
        HostTally tally = database.results().tally(tx, host.id(), HostView.MOST_COUNTED);
        return view(tx, host, BatchViews.byName(tally.counts()), tally.fuelAccepted(), List.of());
    }

    /**
     * With its standing, and why it is so.
     *
     * @param caller who looks, and reads the names of applications only that they may know of; null is a stranger
     */
    HostView viewWithTrust(Tx tx, Host host, @Nullable Account caller) {
        ApplicationAccess access = new ApplicationAccess(database, caller);
        List<TrustChange> changes = database.trust().changes(tx, host.id(), MOST_REASONS);
        List<HostView.Trust> trust = database.trust().ofHost(tx, host.id()).stream()
                .map(standing -> trust(name(tx, access, standing.application(), host), standing, changes))
                .toList();
        return view(
                tx,
                host,
                BatchViews.byName(database.results().counts(tx, host.id())),
                database.results().fuelAccepted(tx, host.id()),
                trust);
    }

    private String name(Tx tx, ApplicationAccess access, ApplicationId id, Host host) {
        return database.applications()
                .byId(tx, id)
                .filter(application -> access.sees(tx, application, host))
                .map(ApplicationRow::name)
                .orElse("");
    }

    private static HostView.Trust trust(String application, HostTrust trust, List<TrustChange> changes) {
        return new HostView.Trust(
                application,
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

    private HostView view(Tx tx, Host host, Map<String, Long> results, long fuelAccepted, List<HostView.Trust> trust) {
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
                results,
                fuelAccepted,
                balance.pendingIn(),
                // The fee is what leaves a host's account.
                balance.postedIn() - balance.postedOut(),
                trust);
    }
}
