package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.Grant;
import org.manyhands.protocol.research.JournalView;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.server.testing.RunningServer;

class AccountTest {
    private static final long GRANT = 10_000_000_000L;

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aNewAccountHasATokenAndTheGrant() {
        AccountView rita = server.signUp("Rita Levi");

        assertThat(rita.token()).hasSizeGreaterThan(40);
        AccountView seen = server.get("/api/v1/account", rita.token()).as(AccountView.class);
        assertThat(seen.availableMicrocredits()).isEqualTo(GRANT);
        assertThat(seen.quotaBytes()).isEqualTo(RunningServer.POLICY.quotaBytes());
        assertThat(seen.token()).as("shown once").isNull();
    }

    @Test
    void tokensAreNotStored() throws Exception {
        AccountView rita = server.signUp("rita");

        try (var connection = org.manyhands.db.testing.TestDatabase.h2().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from access_token where token_sha256 = '" + rita.token() + "'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void takenAndStrangeNamesAreRefused() {
        server.signUp("rita");

        server.post("/api/v1/accounts", null, new SignUp("RITA", null)).refused(ErrorCode.NAME_TAKEN, "RITA");
        server.post("/api/v1/accounts", null, new SignUp(" ", null)).refused(ErrorCode.MALFORMED_REQUEST, "name");
        server.post("/api/v1/accounts", null, new SignUp("a<b>", null)).refused(ErrorCode.MALFORMED_REQUEST, "a<b>");
        server.post("/api/v1/accounts", null, "[1]").refused(ErrorCode.MALFORMED_REQUEST, "SignUp");
        server.post("/api/v1/accounts", null, "").refused(ErrorCode.MALFORMED_REQUEST);
    }

    @Test
    void whoHasNoTokenIsToldWhereOneComesFrom() {
        server.get("/api/v1/account", null).refused(ErrorCode.NOT_SIGNED_IN, "Authorization: Bearer");
        server.get("/api/v1/account", "mh_guess").refused(ErrorCode.NOT_SIGNED_IN, "not known");
        server.get("/api/v1/batches", null).refused(ErrorCode.NOT_SIGNED_IN);
    }

    @Test
    void anAdministratorGrantsCreditOncePerKey() {
        server.signUp("rita");
        Grant grant = new Grant("rita", 5_000_000, "spring-1");

        server.post("/api/v1/grants", server.administrator(), grant).as(AccountView.class);
        AccountView after =
                server.post("/api/v1/grants", server.administrator(), grant).as(AccountView.class);

        assertThat(after.availableMicrocredits()).isEqualTo(GRANT + 5_000_000);
    }

    @Test
    void grantsThatMakeNoSenseAreRefused() {
        String token = server.signUp("rita").token();

        server.post("/api/v1/grants", token, new Grant("rita", 5, "k")).refused(ErrorCode.NOT_ALLOWED, "'rita'");
        server.post("/api/v1/grants", server.administrator(), new Grant("nobody", 5, "k"))
                .refused(ErrorCode.NOT_FOUND, "'nobody'");
        server.post("/api/v1/grants", server.administrator(), new Grant("rita", -5, "k"))
                .refused(ErrorCode.MALFORMED_REQUEST, "-5");
        server.post("/api/v1/grants", server.administrator(), Map.of("account", "rita", "microcredits", "5"))
                .refused(ErrorCode.MALFORMED_REQUEST, "idempotencyKey");
    }

    @Test
    void theJournalIsForAdministrators() {
        String token = server.signUp("rita").token();

        JournalView journal =
                server.get("/api/v1/journal", server.administrator()).as(JournalView.class);

        assertThat(journal.violations()).isEmpty();
        assertThat(journal.transfers()).isEqualTo(1);
        server.get("/api/v1/journal", token).refused(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void anUnknownPathAndMethodAreProblemsToo() {
        server.get("/api/v1/nonsense", null).refused(ErrorCode.NOT_FOUND, "/api/v1/nonsense");
        assertThat(server.send(server.request("/api/v1/accounts", null).DELETE())
                        .refused(ErrorCode.MALFORMED_REQUEST, "method")
                        .status())
                .isEqualTo(405);
        assertThat(server.send(server.request("/api/v1/accounts", null, "Content-Type", "text/plain")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                        .refused(ErrorCode.MALFORMED_REQUEST, "Content-Type")
                        .status())
                .isEqualTo(415);
    }
}
