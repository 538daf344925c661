package org.manyhands.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.server.research.ApplicationResource;
import org.manyhands.server.research.BatchResource;
import org.manyhands.server.testing.RunningServer;

class TokenFirstTest {
    private static final String NO_JSON = "{ this is no";

    @RegisterExtension
    final RunningServer server = new RunningServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/batches",
                "/api/v1/batches/1/priority",
                "/api/v1/batches/1/retry",
                "/api/v1/applications",
                "/api/v1/applications/1/channel",
                "/api/v1/grants",
                "/api/v1/join-keys"
            })
    void withoutATokenTheBodyIsNotRead(String path) {
        server.post(path, null, NO_JSON).refused(ErrorCode.NOT_SIGNED_IN, "token");
        server.post(path, "wrong", NO_JSON).refused(ErrorCode.NOT_SIGNED_IN, "token");
        server.post(path, server.administrator(), NO_JSON).refused(ErrorCode.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/batches/1/priority", "/api/v1/batches/1/retry", "/api/v1/applications/1/channel"})
    void aCallThatSaysAFewThingsTakesNoLargeBody(String path) {
        server.post(path, server.administrator(), "{\"x\": \"" + "x".repeat(40_000) + "\"}")
                .refused(ErrorCode.TOO_LARGE, "32768");
    }

    @Test
    void everyCallWithABodyAndATokenSaysSo() {
        List<Method> withBody = Stream.of(AccountResource.class, ApplicationResource.class, BatchResource.class)
                .flatMap(resource -> Stream.of(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(POST.class))
                .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(HttpHeaders.class::equals))
                .filter(method -> Stream.of(method.getParameters()).anyMatch(TokenFirstTest::isBody))
                .toList();

        assertThat(withBody).hasSize(7).allMatch(method -> method.isAnnotationPresent(SignedIn.class));
    }

    /** What carries no annotation is read from the body. */
    private static boolean isBody(Parameter parameter) {
        return parameter.getAnnotations().length == 0 && parameter.getType() != InputStream.class;
    }
}
