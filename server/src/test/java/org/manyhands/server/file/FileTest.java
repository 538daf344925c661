package org.manyhands.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.server.testing.Answer;
import org.manyhands.server.testing.RunningServer;

class FileTest {
    private static final byte[] CONTENT = "0123456789".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST = Digests.sha256(CONTENT);

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @BeforeEach
    void aFileIsUploaded() {
        String token = server.signUp("rita").token();
        assertThat(server.upload(token, CONTENT, DIGEST).status()).isEqualTo(201);
    }

    @Test
    void theWholeFileMayBeKeptForEver() {
        Answer answer = get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.header("Content-Length")).isEqualTo("200000");
        assertThat(answer.header("Cache-Control")).contains("immutable", "public");
        assertThat(answer.header("ETag")).isEqualTo('"' + DIGEST + '"');
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void whatIsKeptAlreadyIsNotSentAgain() {
        Answer answer = get("If-None-Match", '"' + DIGEST + '"');

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aRangeIsSentAlone() {
        assertPart("bytes=100-149", 100, 150);
        assertPart("bytes=199990-", 199_990, 200_000);
        assertPart("bytes=-7", 199_993, 200_000);
        assertPart("bytes=199990-300000", 199_990, 200_000);
        assertPart("bytes=0-0", 0, 1);
        assertPart("bytes=-900000", 0, 200_000);
    }

    @Test
    void aRangeBeyondTheEndIsNotSatisfiable() {
        Answer answer = get("Range", "bytes=200000-");

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */200000");
        assertThat(get("Range", "bytes=-0").status()).isEqualTo(416);
    }

    @Test
    void whatIsNoSingleRangeIsAnsweredWhole() {
        for (String range : new String[] {"bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-"}) {
            assertThat(get("Range", range).status()).as(range).isEqualTo(200);
        }
    }

    @Test
    void aRangeOfAnotherVersionIsAnsweredWhole() {
        assertThat(get("Range", "bytes=0-9", "If-Range", "\"other\"").status()).isEqualTo(200);
        assertThat(get("Range", "bytes=0-9", "If-Range", '"' + DIGEST + '"').status())
                .isEqualTo(206);
    }

    @Test
    void headSaysHowLargeItIs() {
        Answer answer = server.send(server.request("/files/" + DIGEST, null).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("200000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        server.get("/files/" + Digests.sha256("absent"), null).refused(ErrorCode.NOT_FOUND);
        assertThat(server.get("/files/..%2f..%2fsecrets%2froot.key", null).status())
                .isBetween(400, 404);
        server.get("/files/ABC", null).refused(ErrorCode.MALFORMED_REQUEST, "'ABC'");
    }

    private void assertPart(String range, int from, int to) {
        Answer answer = get("Range", range);
        assertThat(answer.status()).as(range).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/200000");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(CONTENT, from, to));
    }

    private Answer get(String... headers) {
        return server.get("/files/" + DIGEST, null, headers);
    }
}
