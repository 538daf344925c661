package org.manyhands.db.account;

import java.util.List;
import java.util.Optional;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.AccountId;

/** Reads and writes accounts. */
public final class AccountStore {
    public AccountStore(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    /** Refuses (NAME_TAKEN) a name that is there. Names are compared without regard to case. */
    public Account create(Tx tx, String name, boolean administrator) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Account> byId(Tx tx, AccountId id) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Account> byName(Tx tx, String name) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Account> byToken(Tx tx, String tokenSha256) {
        throw new UnsupportedOperationException("being built");
    }

    public void addToken(Tx tx, AccountId id, String tokenSha256, String label) {
        throw new UnsupportedOperationException("being built");
    }
    /** Counts bytes against a quota; false, and nothing changed, when it would pass it. */
    public boolean addStoredBytes(Tx tx, AccountId id, long bytes, long quotaBytes) {
        throw new UnsupportedOperationException("being built");
    }

    public void addJoinKey(Tx tx, String keySha256, String label, int uses) {
        throw new UnsupportedOperationException("being built");
    }
    /** Uses a join key once; false when it is unknown or used up. */
    public boolean useJoinKey(Tx tx, String keySha256) {
        throw new UnsupportedOperationException("being built");
    }
}
