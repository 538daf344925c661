package org.manyhands.server.account;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** Who makes a call, by the token that it carries. */
public final class Callers {
    private static final String SCHEME = "Bearer ";
    private final Database database;

    public Callers(Database database) {
        this.database = database;
    }

    /** The account of the token; refuses (NOT_SIGNED_IN) a call without one. */
    public Account require(HttpHeaders headers) {
        return require(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    /** The account of the token in the header {@code Authorization}. */
    Account require(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new RefusedException(
                    ErrorCode.NOT_SIGNED_IN,
                    "the call carries no token; send the header 'Authorization: Bearer <token>' with the token that sign-up"
                            + " has shown");
        }
        return byToken(header)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NOT_SIGNED_IN,
                        "the token is not known in this project; look at the one that sign-up has shown"));
    }

    /** The account of the token, for calls that strangers may make, too: who has none, or one that is not known, is a stranger. */
    public Optional<Account> find(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .flatMap(this::byToken);
    }

    private Optional<Account> byToken(String header) {
        String digest = Tokens.digest(header.substring(SCHEME.length()));
        return database.inTransaction(tx -> database.accounts().byToken(tx, digest));
    }

    /** The same, and refuses (NOT_ALLOWED) everybody but administrators. */
    public Account requireAdministrator(HttpHeaders headers) {
        Account account = require(headers);
        if (!account.administrator()) {
            throw new RefusedException(
                    ErrorCode.NOT_ALLOWED, "only administrators may do this, and '" + account.name() + "' is none");
        }
        return account;
    }
}
