package org.manyhands.server.account;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.Grant;
import org.manyhands.protocol.research.JournalView;
import org.manyhands.protocol.research.NewJoinKey;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.server.http.MostBytes;

/** Accounts, grants and the journal. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AccountResource {
    private static final int LONGEST_KEY = 80;
    private static final int MOST_USES = 100_000;

    private final Database database;
    private final Callers callers;
    private final OpenAccount openAccount;
    private final long quotaBytes;

    public AccountResource(Database database, Callers callers, OpenAccount openAccount, long quotaBytes) {
        this.database = database;
        this.callers = callers;
        this.openAccount = openAccount;
        this.quotaBytes = quotaBytes;
    }

    @POST
    @Path("accounts")
    @MostBytes(MostBytes.SMALL)
    public Response signUp(SignUp request) {
        AccountView view = database.inTransaction(tx -> {
            OpenAccount.Opened opened = openAccount.open(tx, request.name(), request.joinKey());
            return view(tx, opened.account(), opened.token());
        });
        return Response.status(201).entity(view).build();
    }

    @GET
    @Path("account")
    public AccountView own(@Context HttpHeaders headers) {
        Account caller = callers.require(headers);
        return database.inTransaction(tx -> view(tx, caller, null));
    }

    @POST
    @Path("grants")
    @SignedIn
    @MostBytes(MostBytes.SMALL)
    public AccountView grant(@Context HttpHeaders headers, Grant request) {
        callers.requireAdministrator(headers);
        String name = Requests.text("account", request.account(), 80);
        String key = Requests.text("idempotencyKey", request.idempotencyKey(), LONGEST_KEY);
        if (request.microcredits() <= 0) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "'microcredits' is " + request.microcredits() + "; expected at least 1");
        }
        return database.inTransaction(tx -> {
            Account account = database.accounts()
                    .byName(tx, name)
                    .orElseThrow(() -> new RefusedException(ErrorCode.NOT_FOUND, "there is no account '" + name + "'"));
            database.ledger()
                    .post(
                            tx,
                            LedgerAccount.ISSUANCE,
                            LedgerAccount.researcher(account.id()),
                            request.microcredits(),
                            "grant",
                            "grant:" + key,
                            null);
            return view(tx, account, null);
        });
    }

    @POST
    @Path("join-keys")
    @SignedIn
    @MostBytes(MostBytes.SMALL)
    public Response joinKey(@Context HttpHeaders headers, NewJoinKey request) {
        callers.requireAdministrator(headers);
        String label = Requests.text("label", request.label(), LONGEST_KEY);
        if (request.uses() < 1 || request.uses() > MOST_USES) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST, "'uses' is " + request.uses() + "; expected 1 to " + MOST_USES);
        }
        return Response.status(201)
                .entity(openAccount.newJoinKey(label, request.uses()))
                .build();
    }

    @GET
    @Path("journal")
    public JournalView journal(@Context HttpHeaders headers) {
        callers.requireAdministrator(headers);
        return database.inTransaction(tx -> database.ledger().views().summary(tx));
    }

    private AccountView view(Tx tx, Account account, @Nullable String token) {
        return new AccountView(
                account.id(),
                account.name(),
                account.administrator(),
                database.ledger()
                        .balance(tx, LedgerAccount.researcher(account.id()))
                        .available(),
                account.storedBytes(),
                quotaBytes,
                token);
    }
}
