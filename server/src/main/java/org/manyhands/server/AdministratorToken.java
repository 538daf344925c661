package org.manyhands.server;

import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.server.account.Tokens;

/** The administrator's token, made at the first start, in {@code secrets/admin.token}. Deleting the file makes another. */
final class AdministratorToken {
    private static final String FILE = "admin.token";
    private static final String ACCOUNT = "administrator";

    private AdministratorToken() {}

    static void ensure(ProjectDirectory directory, Database database, Tokens tokens) {
        String digest = Tokens.digest(directory.secret(FILE, tokens::make));
        database.inTransaction(tx -> {
            if (database.accounts().byToken(tx, digest).isPresent()) {
                return false;
            }
            Account account = database.accounts()
                    .byName(tx, ACCOUNT)
                    .orElseGet(() -> database.accounts().create(tx, ACCOUNT, true));
            database.accounts().addToken(tx, account.id(), digest, "administrator");
            return true;
        });
    }
}
