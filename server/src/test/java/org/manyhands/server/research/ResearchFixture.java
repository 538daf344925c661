package org.manyhands.server.research;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.server.testing.RunningServer;

/** What a researcher does, in few words. */
final class ResearchFixture {
    private final RunningServer server;

    ResearchFixture(RunningServer server) {
        this.server = server;
    }

    /** A module that comes with the project, such as {@code example/hello.wasm}. */
    static byte[] module(String name) {
        try {
            return Files.readAllBytes(Path.of("..", "wasm-apps").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploads and answers the digest. */
    String uploaded(String token, byte[] bytes) {
        return server.upload(token, bytes, Digests.sha256(bytes))
                .as(StoredFile.class)
                .sha256();
    }

    /** The example application, which counts primes from its first argument to its second. */
    AppVersionView primes(String token) {
        return server.post(
                        "/api/v1/applications",
                        token,
                        new NewAppVersion(
                                "primes", "1", uploaded(token, module("example/hello.wasm")), Map.of(), List.of()))
                .as(AppVersionView.class);
    }

    /** Primes below 4000, a thousand numbers to a work unit. */
    static BatchSpec primesBatch(AppVersionId version) {
        return spec(
                version,
                BatchSpec.Cut.of(new BatchSpec.Range(0, 4_000, 1_000)),
                List.of("{from}", "{to}"),
                List.of(sum()));
    }

    static BatchSpec spec(AppVersionId version, BatchSpec.Cut cut, List<String> arguments, List<AnswerPart> answer) {
        return BatchSpec.of("primes", version, cut, answer)
                .with(it -> it.arguments(arguments).memoryLimitBytes(16 << 20).outputLimitBytes(1 << 16));
    }

    static AnswerPart sum() {
        return new AnswerPart(AnswerPart.Kind.SUM, null, null, null, null, null);
    }
}
