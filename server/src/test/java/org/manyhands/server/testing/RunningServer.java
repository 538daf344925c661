package org.manyhands.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.manyhands.db.Database;
import org.manyhands.db.config.AddressRange;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.config.SeparationPolicy;
import org.manyhands.db.config.TrustPolicy;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.testing.MovableClock;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.server.ProjectServer;

/** The real server on a random port with an empty database for each test; after each, the journal's rules must hold. */
public final class RunningServer implements BeforeEachCallback, AfterEachCallback {
    /** Small enough for a test to pass it. */
    public static final ProjectConfig.Policy POLICY = new ProjectConfig.Policy(
            Duration.ofHours(24),
            500,
            10_000,
            false,
            1 << 20,
            1 << 19,
            1_000,
            2,
            Duration.ofHours(1),
            Duration.ofDays(30),
            TrustPolicy.DEFAULTS,
            SeparationPolicy.DEFAULTS);

    private final TestDatabase testDatabase = TestDatabase.h2();
    private final ProjectConfig.Policy policy;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private @Nullable Path folder;
    private @Nullable ProjectServer server;

    public RunningServer() {
        this(POLICY);
    }

    public RunningServer(ProjectConfig.Policy policy) {
        this.policy = policy;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        testDatabase.reset();
        folder = Files.createTempDirectory("manyhands-server");
        server = ProjectServer.start(
                directory().create(),
                new ProjectConfig(
                        "Test",
                        null,
                        null,
                        new ProjectConfig.Server("127.0.0.1", 0, false, List.of(AddressRange.of("127.0.0.1"))),
                        policy),
                database(),
                directory().files(),
                clock(),
                new SecureRandom());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (server != null) {
            server.close();
        }
        try (Stream<Path> files = Files.walk(folder())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        testDatabase.requireBalancedJournal();
    }

    public Database database() {
        return testDatabase.database();
    }

    /** The database's time and that of certificates. */
    public MovableClock clock() {
        return testDatabase.clock();
    }

    public World world() {
        return new World(database());
    }

    public ProjectDirectory directory() {
        return new ProjectDirectory(folder());
    }

    public FileStore files() {
        return FileStore.open(directory().files());
    }

    /** The administrator's token. */
    public String administrator() {
        return directory().secret("admin.token").orElseThrow();
    }

    /** Signs up; the answer's token is the new account's. */
    public AccountView signUp(String name) {
        return post("/api/v1/accounts", null, new SignUp(name, null)).as(AccountView.class);
    }

    public URI uri(String path) {
        if (server == null) {
            throw new IllegalStateException("the server is not started");
        }
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    public Answer get(String path, @Nullable String token, String... headers) {
        return send(request(path, token, headers));
    }

    public Answer post(String path, @Nullable String token, Object body) {
        return post(path, token, Json.write(body));
    }

    public Answer post(String path, @Nullable String token, String body) {
        return send(request(path, token, "Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** Uploads bytes as a researcher does. */
    public Answer upload(String token, byte[] bytes, String sha256) {
        return send(
                request("/api/v1/files", token, "Content-Type", "application/octet-stream", "Manyhands-Digest", sha256)
                        .POST(BodyPublishers.ofByteArray(bytes)));
    }

    public HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return Answer.of(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads a list from an answer. */
    public static <T> List<T> list(Answer answer, Class<T[]> arrayType) {
        return List.of(answer.as(arrayType));
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("the server is not started");
        }
        return folder;
    }
}
