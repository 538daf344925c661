package org.manyhands.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.Problem;
import org.manyhands.protocol.json.Json;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, byte[] body) {
    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The body as a value; the call must have succeeded. */
    public <T> T as(Class<T> type) {
        assertThat(status).as(text()).isBetween(200, 299);
        return Json.readOwn(text(), type);
    }

    /** The refusal, which must be the documented problem document with that code and those words, and no stack trace. */
    public Problem refused(ErrorCode code, String... words) {
        assertThat(header("Content-Type")).as(text()).isEqualTo(Problem.MEDIA_TYPE);
        Problem problem = Json.readOwn(text(), Problem.class);
        assertThat(problem.code()).as(text()).isEqualTo(code.name());
        assertThat(problem.number()).isEqualTo(code.number());
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.detail()).doesNotContain("Exception", "at org.");
        for (String word : words) {
            assertThat(problem.detail()).contains(word);
        }
        return problem;
    }
}
