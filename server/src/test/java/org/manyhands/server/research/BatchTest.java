package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.ledger.Price;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.protocol.research.Quote;
import org.manyhands.server.testing.Answer;
import org.manyhands.server.testing.RunningServer;

class BatchTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private final ResearchFixture research = new ResearchFixture(server);

    @Test
    void aBatchIsQuotedByRunningSamplesOfIt() {
        String token = server.signUp("rita").token();
        AppVersionId version = research.primes(token).id();

        Answer answer = server.post("/api/v1/batches", token, ResearchFixture.primesBatch(version));

        assertThat(answer.status()).isEqualTo(201);
        BatchView batch = answer.as(BatchView.class);
        Quote quote = Objects.requireNonNull(batch.quote());
        assertThat(batch.state()).isEqualTo("QUOTED");
        assertThat(batch.quorum()).isEqualTo(2);
        assertThat(batch.totalUnits()).isEqualTo(4);
        assertThat(batch.units()).containsEntry("UNCREATED", 4L);
        assertThat(quote.workUnits()).isEqualTo(4);
        assertThat(quote.sampledUnits()).isEqualTo(3);
        assertThat(quote.fuelPerUnit()).isPositive().isLessThanOrEqualTo(quote.largestFuel());
        assertThat(quote.mostFiles()).as("it prints").isZero();
        assertThat(quote.fuelLimit()).isEqualTo(Math.max(10_000_000, 10 * quote.largestFuel()));
        assertThat(quote.expectedMicrocredits()).isEqualTo(8 * Price.of(quote.fuelPerUnit(), 1_000));
        assertThat(quote.maximumMicrocredits()).isEqualTo(4 * 3 * Price.of(quote.fuelLimit(), 1_000));
        assertThat(available(token)).as("a quote costs nothing").isEqualTo(10_000_000_000L);
    }

    @Test
    void aQuoteCountsTheFilesThatSamplesLeave() {
        String token = server.signUp("rita").token();
        NewAppVersion queens = new NewAppVersion(
                "queens",
                "1",
                research.uploaded(token, ResearchFixture.module("queens/queens.wasm")),
                Map.of(),
                List.of());
        AppVersionId version = server.post("/api/v1/applications", token, queens)
                .as(AppVersionView.class)
                .id();
        BatchSpec spec = ResearchFixture.spec(
                version,
                BatchSpec.Cut.of(new BatchSpec.Range(0, 36, 12)),
                List.of("6", "{from}", "{to}"),
                List.of(ResearchFixture.sum()));

        BatchView batch = server.post("/api/v1/batches", token, spec).as(BatchView.class);

        assertThat(Objects.requireNonNull(batch.quote()).mostFiles()).isEqualTo(1);
    }

    @Test
    void fundingPutsTheMaximumIntoEscrowOnce() {
        String token = server.signUp("rita").token();
        BatchView quoted = quoted(token);
        long most = Objects.requireNonNull(quoted.quote()).maximumMicrocredits();

        BatchView funded = steer(token, quoted, "fund").as(BatchView.class);
        steer(token, quoted, "fund").as(BatchView.class);

        assertThat(funded.state()).isEqualTo("FUNDED");
        assertThat(funded.credit()).isEqualTo(new BatchView.Credit(most, 0, 0, 0, 0));
        assertThat(available(token)).isEqualTo(10_000_000_000L - most);
    }

    @Test
    void whoHasTooLittleCreditKeepsTheQuote() {
        String token = server.signUp("rita").token();
        AppVersionId version = research.primes(token).id();
        BatchSpec dear = ResearchFixture.primesBatch(version).with(it -> it.fuelLimit(1_000_000_000_000_000L));
        BatchView quoted = server.post("/api/v1/batches", token, dear).as(BatchView.class);

        assertThat(steer(token, quoted, "fund")
                        .refused(ErrorCode.INSUFFICIENT_FUNDS)
                        .status())
                .isEqualTo(402);

        assertThat(show(token, quoted).state()).isEqualTo("QUOTED");
        assertThat(available(token)).isEqualTo(10_000_000_000L);
    }

    @Test
    void stepsThatAStateForbidsAreRefused() {
        String token = server.signUp("rita").token();
        BatchView quoted = quoted(token);

        assertThat(steer(token, quoted, "pause")
                        .refused(ErrorCode.WRONG_STATE, "QUOTED")
                        .status())
                .isEqualTo(409);
        steer(token, quoted, "resume")
                .refused(ErrorCode.WRONG_STATE, "cannot be resumed", "may be funded or cancelled");
        server.post("/api/v1/batches/" + quoted.id() + "/explode", token, "{}").refused(ErrorCode.NOT_FOUND);
    }

    @Test
    void aRunningBatchIsPausedResumedAndCancelledEachTwiceWithoutHarm() {
        String token = server.signUp("rita").token();
        BatchView batch = quoted(token);
        steer(token, batch, "fund");
        apply(batch.id(), new BatchEvent.Started());

        steer(token, batch, "pause");
        BatchView paused = steer(token, batch, "pause").as(BatchView.class);
        steer(token, batch, "resume");
        BatchView resumed = steer(token, batch, "resume").as(BatchView.class);
        steer(token, batch, "cancel");
        BatchView cancelled = steer(token, batch, "cancel").as(BatchView.class);

        assertThat(paused.state()).isEqualTo("PAUSED");
        assertThat(paused.reason()).contains("rita");
        assertThat(resumed.state()).isEqualTo("RUNNING");
        assertThat(cancelled.state()).isEqualTo("CANCELLED");
        steer(token, batch, "resume")
                .refused(
                        ErrorCode.WRONG_STATE, "CANCELLED", "cannot be resumed", "stopped for good", "submit it again");
        apply(batch.id(), new BatchEvent.Settled());
        assertThat(steer(token, batch, "cancel").as(BatchView.class).state()).isEqualTo("SETTLED");
        steer(token, batch, "pause").refused(ErrorCode.WRONG_STATE, "SETTLED", "ended without an answer");
        steer(token, batch, "fund").refused(ErrorCode.WRONG_STATE, "SETTLED", "cannot be funded");
    }

    @Test
    void othersSeeOnlyPublicBatchesAndSteerNone() {
        String token = server.signUp("rita").token();
        String other = server.signUp("otto").token();
        AppVersionId version = research.primes(token).id();
        BatchSpec spec = ResearchFixture.primesBatch(version);
        BatchView own = server.post("/api/v1/batches", token, spec).as(BatchView.class);
        BatchView open = server.post("/api/v1/batches", token, spec.with(it -> it.visibleToAll(true)))
                .as(BatchView.class);

        server.get("/api/v1/batches/" + own.id(), other).refused(ErrorCode.NOT_FOUND);
        steer(other, own, "cancel").refused(ErrorCode.NOT_FOUND);
        server.get("/api/v1/batches/" + own.id() + "/units", other).refused(ErrorCode.NOT_FOUND);
        assertThat(show(other, open).name()).isEqualTo("primes");
        steer(other, open, "cancel").refused(ErrorCode.NOT_ALLOWED, "'otto'");
        assertThat(show(server.administrator(), own).owner()).isEqualTo("rita");
        assertThat(RunningServer.list(server.get("/api/v1/batches", other), BatchView[].class))
                .isEmpty();
        assertThat(RunningServer.list(server.get("/api/v1/batches", token), BatchView[].class))
                .extracting(BatchView::id)
                .containsExactly(open.id(), own.id());
        assertThat(RunningServer.list(server.get("/api/v1/batches?offset=1&limit=1", token), BatchView[].class))
                .extracting(BatchView::id)
                .containsExactly(own.id());
        server.get("/api/v1/batches?limit=9999", token).refused(ErrorCode.MALFORMED_REQUEST, "'limit'", "9999", "500");
    }

    @Test
    void anotherAccountsApplicationIsNotThere() {
        AppVersionId version = research.primes(server.signUp("rita").token()).id();
        String other = server.signUp("otto").token();

        server.post("/api/v1/batches", other, ResearchFixture.primesBatch(version))
                .refused(ErrorCode.INVALID_BATCH, "'appVersionId'", version.toString());
    }

    @Test
    void anAssemblerIsRewrittenAndTheRewrittenFormIsWhatTheBatchNames() {
        String token = server.signUp("rita").token();
        AppVersionId version = research.primes(token).id();
        String source = research.uploaded(token, ResearchFixture.module("digits/assemble.wasm"));

        BatchView batch = server.post("/api/v1/batches", token, withAssembler(version, source))
                .as(BatchView.class);

        String named =
                Objects.requireNonNull(stored(batch.id()).spec().answer().get(0).moduleSha256());
        assertThat(named).isNotEqualTo(source);
        assertThat(server.files().has(named)).isTrue();
        assertThat(references(named)).isEqualTo(1);
    }

    @Test
    void anAssemblerThatBreaksARuleIsRefused() {
        String token = server.signUp("rita").token();
        AppVersionId version = research.primes(token).id();
        String socket = research.uploaded(token, ResearchFixture.module("hostile/socket.wasm"));

        server.post("/api/v1/batches", token, withAssembler(version, socket)).refused(ErrorCode.MODULE_REFUSED, "sock");
        server.post("/api/v1/batches", token, withAssembler(version, Digests.sha256("absent")))
                .refused(ErrorCode.UNKNOWN_FILE, "assembler");
    }

    @Test
    void aDatasetIsReferencedSoThatItIsNotCleanedAway() {
        String token = server.signUp("rita").token();
        AppVersionId version = research.primes(token).id();
        String rows = research.uploaded(token, "a\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8));
        BatchSpec.Cut cut =
                BatchSpec.Cut.of(new BatchSpec.Dataset(Map.of("rows.csv", rows), BatchSpec.Dataset.By.ROWS, 2, true));

        BatchView batch = server.post(
                        "/api/v1/batches",
                        token,
                        ResearchFixture.spec(version, cut, List.of("0", "10"), List.of(ResearchFixture.sum())))
                .as(BatchView.class);

        assertThat(batch.totalUnits()).isEqualTo(2);
        assertThat(references(rows)).isEqualTo(1);
    }

    @Test
    void descriptionsThatCannotBeCarriedOutAreRefusedInWords() {
        String token = server.signUp("rita").token();
        AppVersionId version = research.primes(token).id();
        BatchSpec.Cut tooMany = BatchSpec.Cut.of(new BatchSpec.Range(0, 20_000_000, 1));
        BatchSpec.Cut absent = BatchSpec.Cut.of(new BatchSpec.Dataset(
                Map.of("rows.csv", Digests.sha256("absent")), BatchSpec.Dataset.By.ROWS, 2, true));

        server.post(
                        "/api/v1/batches",
                        token,
                        ResearchFixture.spec(version, tooMany, List.of(), List.of(ResearchFixture.sum())))
                .refused(ErrorCode.INVALID_BATCH, "20000000", "10000000");
        server.post(
                        "/api/v1/batches",
                        token,
                        ResearchFixture.spec(version, absent, List.of(), List.of(ResearchFixture.sum())))
                .refused(ErrorCode.UNKNOWN_FILE, "rows.csv");
        server.post("/api/v1/batches", token, "{}").refused(ErrorCode.INVALID_BATCH, "appVersionId");
        server.post("/api/v1/batches", token, "{\"name\": 3, \"cut\": [}")
                .refused(ErrorCode.MALFORMED_REQUEST, "line 1");
    }

    @Test
    void aSampleThatNeverEndsIsQuotedAtItsFuelLimit() {
        String token = server.signUp("rita").token();
        String source = research.uploaded(token, ResearchFixture.module("hostile/endless.wasm"));
        AppVersionId version = server.post(
                        "/api/v1/applications",
                        token,
                        new org.manyhands.protocol.research.NewAppVersion("endless", "1", source, Map.of(), List.of()))
                .as(org.manyhands.protocol.research.AppVersionView.class)
                .id();
        BatchSpec spec = ResearchFixture.spec(
                        version,
                        BatchSpec.Cut.of(new BatchSpec.Range(0, 2, 1)),
                        List.of(),
                        List.of(ResearchFixture.sum()))
                .with(it -> it.fuelLimit(5_000_000));

        Quote quote = Objects.requireNonNull(
                server.post("/api/v1/batches", token, spec).as(BatchView.class).quote());

        assertThat(quote.largestFuel()).isEqualTo(5_000_000);
        assertThat(quote.fuelLimit()).isEqualTo(5_000_000);
    }

    private static BatchSpec withAssembler(AppVersionId version, String module) {
        return ResearchFixture.spec(
                version,
                BatchSpec.Cut.of(new BatchSpec.Range(0, 2_000, 1_000)),
                List.of("{from}", "{to}"),
                List.of(new AnswerPart(AnswerPart.Kind.WASM, null, null, null, module, Map.of())));
    }

    private BatchView quoted(String token) {
        return server.post(
                        "/api/v1/batches",
                        token,
                        ResearchFixture.primesBatch(research.primes(token).id()))
                .as(BatchView.class);
    }

    private Answer steer(String token, BatchView batch, String step) {
        return server.post("/api/v1/batches/" + batch.id() + "/" + step, token, "{}");
    }

    private BatchView show(String token, BatchView batch) {
        return server.get("/api/v1/batches/" + batch.id(), token).as(BatchView.class);
    }

    private long available(String token) {
        return server.get("/api/v1/account", token).as(AccountView.class).availableMicrocredits();
    }

    private Batch stored(BatchId id) {
        return server.database()
                .inTransaction(tx -> server.database().batches().byId(tx, id).orElseThrow());
    }

    private void apply(BatchId id, BatchEvent event) {
        server.database()
                .inTransaction(tx -> server.database()
                        .batches()
                        .apply(tx, server.database().batches().byId(tx, id).orElseThrow(), event));
    }

    private long references(String sha256) {
        return server.database()
                .inTransaction(tx -> server.database().blobs().byDigest(tx, sha256))
                .orElseThrow()
                .references();
    }
}
