package org.manyhands.server.research;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.Target;

/**
 * Whom a researcher may name to compute a batch: own hosts and the own account. Whoever chose which stranger gets his program could single him out; an
 * administrator may.
 */
final class TargetCheck {
    private static final String REMEDY = "; name your own, or ask an administrator to submit the batch";

    private final Database database;

    TargetCheck(Database database) {
        this.database = database;
    }

    /** @param spec complete, with its quorum */
    void require(Tx tx, Account owner, BatchSpec spec) {
        Target target = spec.target();
        if (target == null || !target.names()) {
            return;
        }
        Set<AccountId> accounts = new HashSet<>();
        Map<HostId, Host> hosts = database.hosts().byIds(tx, target.hosts());
        for (HostId id : target.hosts()) {
            Host host = hosts.get(id);
            if (host == null) {
                throw BatchRules.refused("'target.hosts' names host " + id + ", and there is no such host");
            }
            requireOwn(owner, host.accountId(), "'target.hosts' names host " + id + ", which is not yours");
            accounts.add(host.accountId());
        }
        for (String name : target.accounts()) {
            AccountId account = database.accounts()
                    .byName(tx, name)
                    .orElseThrow(() ->
                            BatchRules.refused("'target.accounts' names '" + name + "', and there is no such account"))
                    .id();
            requireOwn(owner, account, "'target.accounts' names '" + name + "', which is not your account");
            accounts.add(account);
        }
        if (accounts.size() < spec.copiesAtFirst()) {
            throw BatchRules.refused("'target' names hosts of "
                    + (accounts.size() == 1 ? "one account" : accounts.size() + " accounts")
                    + ", and each work unit needs "
                    + spec.copiesAtFirst() + " copies on hosts of different accounts; "
                    + remedy(spec.quorum(), target.copies(), accounts.size())
                    + (owner.administrator()
                            ? ", or name hosts of more accounts"
                            : ", or ask an administrator to submit the batch for hosts of more accounts"));
        }
    }

    /** A broadcast goes to two at least and to as many as must agree. */
    private static String remedy(int quorum, int copies, int accounts) {
        if (accounts == 1) {
            return (copies > 0 ? "leave 'target.copies' out and " : "") + "take 'quorum' 1";
        }
        String lower = Stream.of(quorum > accounts ? "'quorum'" : "", copies > accounts ? "'target.copies'" : "")
                .filter(field -> !field.isEmpty())
                .collect(Collectors.joining(" and "));
        return "lower " + lower + " to " + accounts;
    }

    private static void requireOwn(Account owner, AccountId account, String words) {
        if (!owner.administrator() && !account.equals(owner.id())) {
            throw BatchRules.refused(words + REMEDY);
        }
    }
}
