package org.manyhands.db.account;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;

/** Reads and writes accounts, their tokens and join keys. A name never changes and no account goes, so a batch may name accounts by it. */
public final class AccountStore {
    private static final int LONGEST_NAME = 80;

    private final Ids ids;

    public AccountStore(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(AccountEntity.class, AccessTokenEntity.class, JoinKeyEntity.class);
    }

    /** Refuses (NAME_TAKEN) a name that is there. Names are compared without regard to case. */
    public Account create(Tx tx, String name, boolean administrator) {
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > LONGEST_NAME) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "an account's name has 1 to " + LONGEST_NAME + " characters; '" + Lists.clip(shown, LONGEST_NAME)
                            + "' has " + shown.length());
        }
        if (byName(tx, shown).isPresent()) {
            throw new RefusedException(
                    ErrorCode.NAME_TAKEN, "there is an account named '" + shown + "' already; choose another name");
        }
        AccountEntity row = new AccountEntity();
        row.id = ids.next("account");
        row.name = shown;
        row.nameKey = key(shown);
        row.administrator = administrator;
        row.createdAt = tx.nowMillis();
        tx.session().insert(row);
        return row.toAccount();
    }

    public Optional<Account> byId(Tx tx, AccountId id) {
        return tx.session()
                .createSelectionQuery("from AccountEntity a where a.id = :id", AccountEntity.class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(AccountEntity::toAccount);
    }

    public Optional<Account> byName(Tx tx, String name) {
        return tx.session()
                .createSelectionQuery("from AccountEntity a where a.nameKey = :key", AccountEntity.class)
                .setParameter("key", key(name))
                .uniqueResultOptional()
                .map(AccountEntity::toAccount);
    }

    public Optional<Account> byToken(Tx tx, String tokenSha256) {
        return tx.session()
                .createSelectionQuery(
                        "select a from AccountEntity a join AccessTokenEntity t on t.accountId = a.id"
                                + " where t.tokenSha256 = :token",
                        AccountEntity.class)
                .setParameter("token", tokenSha256)
                .uniqueResultOptional()
                .map(AccountEntity::toAccount);
    }

    public void addToken(Tx tx, AccountId id, String tokenSha256, String label) {
        AccessTokenEntity row = new AccessTokenEntity();
        row.tokenSha256 = tokenSha256;
        row.accountId = id.value();
        row.label = Lists.clip(label, 80);
        row.createdAt = tx.nowMillis();
        tx.session().insert(row);
    }

    /** Counts bytes against a quota; false, and nothing changed, when it would pass it. Negative bytes give back. */
    public boolean addStoredBytes(Tx tx, AccountId id, long bytes, long quotaBytes) {
        return tx.session()
                        .createMutationQuery("update AccountEntity a set a.storedBytes = a.storedBytes + :bytes"
                                + " where a.id = :id and (:bytes < 0 or a.storedBytes + :bytes <= :quota)")
                        .setParameter("bytes", bytes)
                        .setParameter("quota", quotaBytes)
                        .setParameter("id", id.value())
                        .executeUpdate()
                == 1;
    }

    public void addJoinKey(Tx tx, String keySha256, String label, int uses) {
        JoinKeyEntity row = new JoinKeyEntity();
        row.keySha256 = keySha256;
        row.label = Lists.clip(label, 80);
        row.usesLeft = uses;
        row.createdAt = tx.nowMillis();
        tx.session().insert(row);
    }

    /** Uses a join key once; false when it is unknown or used up. */
    public boolean useJoinKey(Tx tx, String keySha256) {
        return tx.session()
                        .createMutationQuery("update JoinKeyEntity k set k.usesLeft = k.usesLeft - 1"
                                + " where k.keySha256 = :key and k.usesLeft > 0")
                        .setParameter("key", keySha256)
                        .executeUpdate()
                == 1;
    }

    /** Names that look the same are the same. */
    private static String key(String name) {
        return Lists.clip(
                Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT), LONGEST_NAME);
    }
}
