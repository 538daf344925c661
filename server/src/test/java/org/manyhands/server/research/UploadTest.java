package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;
import org.manyhands.server.testing.TestReports;

class UploadTest {
    private static final byte[] CONTENT = "rows and rows".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Digests.sha256(CONTENT);

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void anUploadIsHeldAndCounted() {
        String token = server.signUp("rita").token();
        server.get("/api/v1/files/" + DIGEST, token).refused(ErrorCode.NOT_FOUND, DIGEST);

        assertThat(server.upload(token, CONTENT, DIGEST).status()).isEqualTo(201);

        assertThat(server.get("/api/v1/files/" + DIGEST, token).as(StoredFile.class))
                .isEqualTo(new StoredFile(DIGEST, CONTENT.length));
        assertThat(server.send(server.request("/api/v1/files/" + DIGEST, token).method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
        assertThat(stored(token)).isEqualTo(CONTENT.length);
    }

    @Test
    void theSameUploadAgainIsAnsweredAsItIsAndNotCountedTwice() {
        String token = server.signUp("rita").token();
        server.upload(token, CONTENT, DIGEST);

        assertThat(server.upload(token, CONTENT, DIGEST).status()).isEqualTo(200);
        assertThat(stored(token)).isEqualTo(CONTENT.length);
    }

    @Test
    void whatAnotherAccountUploadedIsNotToldAndMayBeUploadedAgainAtNoCost() {
        String first = server.signUp("rita").token();
        String second = server.signUp("otto").token();
        server.upload(first, CONTENT, DIGEST);

        server.get("/api/v1/files/" + DIGEST, second).refused(ErrorCode.NOT_FOUND, DIGEST, "otto");
        assertThat(server.upload(second, CONTENT, DIGEST).status()).isEqualTo(200);

        assertThat(stored(second)).isZero();
        assertThat(stored(first)).isEqualTo(CONTENT.length);
        assertThat(server.get("/api/v1/files/" + DIGEST, first).as(StoredFile.class))
                .isEqualTo(new StoredFile(DIGEST, CONTENT.length));
    }

    @Test
    void bytesWithAnotherDigestAreNotKept() {
        String token = server.signUp("rita").token();
        String other = Digests.sha256("other");

        server.upload(token, CONTENT, other).refused(ErrorCode.DIGEST_MISMATCH, DIGEST, other);
        server.get("/api/v1/files/" + DIGEST, token).refused(ErrorCode.NOT_FOUND);
        server.upload(token, CONTENT, "shorter").refused(ErrorCode.MALFORMED_REQUEST, "Manyhands-Digest", "'shorter'");
        assertThat(stored(token)).isZero();
    }

    @Test
    void aFileLargerThanTheLargestIsRefusedNamingTheLimit() {
        String token = server.signUp("rita").token();
        byte[] large = new byte[(1 << 19) + 1];

        server.upload(token, large, Digests.sha256(large)).refused(ErrorCode.TOO_LARGE, "524289", "524288");
    }

    @Test
    void theQuotaHoldsForTheSumAndWhatIsThereStays() {
        String token = server.signUp("rita").token();
        byte[] first = noise(1, 500_000);
        byte[] second = noise(2, 500_000);
        byte[] third = noise(3, 100_000);
        assertThat(server.upload(token, first, Digests.sha256(first)).status()).isEqualTo(201);
        assertThat(server.upload(token, second, Digests.sha256(second)).status())
                .isEqualTo(201);

        server.upload(token, third, Digests.sha256(third))
                .refused(ErrorCode.QUOTA_EXCEEDED, "100000", "1000000", "1048576");

        assertThat(stored(token)).isEqualTo(1_000_000);
        assertThat(server.get("/files/" + Digests.sha256(first), null).body()).isEqualTo(first);
    }

    @Test
    void theQuotaHoldsWithoutAnnouncedLength() {
        String token = server.signUp("rita").token();
        byte[] first = noise(1, 524_288);
        byte[] second = noise(2, 524_288);
        byte[] third = noise(3, 1);
        server.upload(token, first, Digests.sha256(first));
        server.upload(token, second, Digests.sha256(second));

        server.send(server.request(
                                "/api/v1/files",
                                token,
                                "Content-Type",
                                "application/octet-stream",
                                "Manyhands-Digest",
                                Digests.sha256(third))
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(third))))
                .refused(ErrorCode.QUOTA_EXCEEDED);
        server.get("/api/v1/files/" + Digests.sha256(third), token).refused(ErrorCode.NOT_FOUND);
    }

    @Test
    void whatAHostSentIsNotShownUntilAResearcherUploadsTheSame() {
        server.world().cutBatch(1);
        TestAgent agent = TestAgent.attached(server, "vera");
        var result = agent.assignments(agent.ask(1)).get(0).resultId();
        agent.upload(CONTENT, DIGEST).as(StoredFile.class);
        agent.report(TestReports.finished(result, 1, TestReports.uploaded("out", CONTENT)));
        String token = server.signUp("rita").token();

        server.get("/api/v1/files/" + DIGEST, token).refused(ErrorCode.NOT_FOUND);
        assertThat(server.upload(token, CONTENT, DIGEST).status()).isEqualTo(201);
        assertThat(server.get("/files/" + DIGEST, null).body()).isEqualTo(CONTENT);
        assertThat(stored(token)).isEqualTo(CONTENT.length);
    }

    private long stored(String token) {
        return server.get("/api/v1/account", token).as(AccountView.class).storedBytes();
    }

    private static byte[] noise(long seed, int bytes) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
