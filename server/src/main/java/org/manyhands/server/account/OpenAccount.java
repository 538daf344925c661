package org.manyhands.server.account;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.research.JoinKeyView;

/** Makes an account with its first token and the credit that every new account gets. */
public final class OpenAccount {
    private static final long MICROCREDITS = 1_000_000;
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@-]{0,78}[\\p{L}\\p{N}]|[\\p{L}\\p{N}]");

    private final Database database;
    private final ProjectConfig.Policy policy;
    private final Tokens tokens;

    public OpenAccount(Database database, ProjectConfig.Policy policy, Tokens tokens) {
        this.database = database;
        this.policy = policy;
        this.tokens = tokens;
    }

    /** Refuses a name that is taken or none, and a join key that is missing or used up where the project asks for one. */
    public Opened open(Tx tx, @Nullable String name, @Nullable String joinKey) {
        String wanted = name == null ? "" : name.strip();
        if (!NAME.matcher(wanted).matches()) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'" + wanted
                            + "' is no name for an account; expected 1 to 80 letters, digits, spaces, '.', '_', '@' or"
                            + " '-', beginning and ending with a letter or digit");
        }
        if (policy.joinKeyRequired()) {
            useJoinKey(tx, joinKey);
        }
        Account account = database.accounts().create(tx, wanted, false);
        String token = tokens.make();
        database.accounts().addToken(tx, account.id(), Tokens.digest(token), "sign-up");
        long grant = policy.signUpGrantCredits() * MICROCREDITS;
        if (grant > 0) {
            database.ledger()
                    .post(
                            tx,
                            LedgerAccount.ISSUANCE,
                            LedgerAccount.researcher(account.id()),
                            grant,
                            "sign-up grant",
                            "sign-up:" + account.id(),
                            null);
        }
        return new Opened(account, token);
    }

    /** Makes a join key; only its digest is kept. */
    public JoinKeyView newJoinKey(String label, int uses) {
        String key = tokens.make();
        database.inTransaction(tx -> {
            database.accounts().addJoinKey(tx, Tokens.digest(key), label, uses);
            return key;
        });
        return new JoinKeyView(key, label, uses);
    }

    private void useJoinKey(Tx tx, @Nullable String joinKey) {
        if (joinKey == null || joinKey.isBlank()) {
            throw new RefusedException(
                    ErrorCode.WRONG_JOIN_KEY,
                    "this project asks new accounts for a join key; its administrator has them");
        }
        if (!database.accounts().useJoinKey(tx, Tokens.digest(joinKey))) {
            throw new RefusedException(
                    ErrorCode.WRONG_JOIN_KEY,
                    "the join key is unknown or used up; ask the project's administrator for another");
        }
    }

    /**
     * A new account.
     *
     * @param token shown once
     */
    public record Opened(Account account, String token) {}
}
