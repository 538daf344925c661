package org.manyhands.agent.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.home.HomeInUseException;
import org.manyhands.agent.home.HomeLock;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;

class AttachmentTest {
    @TempDir
    Path directory;

    private final FakeProject project = new FakeProject();

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void attachingPinsTheRootKeyAndKeepsSecretsForTheOwnerOnly() throws Exception {
        Attached attached = attach(options(project.url()));
        assertThat(attached.state().rootKey()).isEqualTo(project.root.verifyingKey());
        assertThat(attached.state().projectName()).isEqualTo("Test Project");
        assertThat(attached.state().nextSequence()).isEqualTo(1);
        assertThat(attached.state().accountName()).startsWith("volunteer-");
        assertThat(attached.newAccountToken())
                .isEqualTo("token-of-" + attached.state().accountName());
        Path home = new AgentHome(directory).attached().get(0);
        assertThat(new ProjectDirectory(home).load()).isEqualTo(attached.state());
        assertThat(Files.readString(attached.tokenFile()).strip()).isEqualTo(attached.newAccountToken());
        for (String secret : new String[] {"host.key", "account.token", "project.json"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void attachingAgainKeepsTheKeySoTheHostStaysTheSame() throws Exception {
        attach(options(project.url()));
        String key = Files.readString(new AgentHome(directory).attached().get(0).resolve("host.key"));
        Attached again = attach(options(project.url()));
        assertThat(again.newAccountToken()).as("the host is known").isNull();
        assertThat(Files.readString(new AgentHome(directory).attached().get(0).resolve("host.key")))
                .isEqualTo(key);
    }

    @Test
    void anAccountIsJoinedByItsToken() throws Exception {
        Attached attached = attach(new AttachOptions(project.url(), "laptop", null, "secret", null, null, null));
        assertThat(attached.state().accountName()).isEqualTo("joined");
        assertThat(attached.newAccountToken()).isNull();
        assertThat(attached.state().hostName()).isEqualTo("laptop");
    }

    @Test
    void aRootKeyThatWasGivenMustBeTheProjects() throws Exception {
        VerifyingKey other = SigningKey.generate(new SecureRandom()).verifyingKey();
        assertRefused(
                new AttachOptions(project.url(), "laptop", null, null, null, other, null),
                other.fingerprint(),
                project.root.verifyingKey().fingerprint(),
                "--root-key");
        attach(new AttachOptions(project.url(), "laptop", null, null, null, project.root.verifyingKey(), null));
    }

    @Test
    void aWrongJoinKeyPassesTheProjectsWordsOn() {
        project.requireJoinKey("friends");
        assertRefused(
                new AttachOptions(project.url(), "laptop", null, null, "enemies", null, null),
                "join key 'enemies' is not known");
    }

    @Test
    void certificatesOfAnotherRootAreNoProof() {
        try (FakeProject other = new FakeProject()) {
            project.showCertificates(other.certificates(Instant.now().plusSeconds(60)));
            assertRefused(options(project.url()), "cannot prove who it is");
        }
    }

    @Test
    void certificatesThatEndedAreNoProof() {
        project.showCertificates(project.certificates(Instant.now().minus(Duration.ofHours(1))));
        assertRefused(options(project.url()), "is valid from", "clock");
    }

    @Test
    void nobodyListening() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertRefused(options(URI.create("http://127.0.0.1:" + port)), "cannot be reached", "check the address");
    }

    @Test
    void anotherServiceIsNoProject() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.createContext("/json", exchange -> {
            byte[] page = "{\"hello\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            String url = "http://127.0.0.1:" + other.getAddress().getPort();
            assertRefused(options(URI.create(url)), "not as a Manyhands project");
            assertRefused(options(URI.create(url + "/json")), "not as a Manyhands project");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aSecondProjectNeedsADirectoryOfItsOwn() throws Exception {
        attach(options(project.url()));
        try (FakeProject second = new FakeProject()) {
            assertRefused(options(second.url()), "is attached to Test Project", "--home", "agent detach");
        }
    }

    @Test
    void aDirectoryInUseIsLeftAlone() throws Exception {
        try (HomeLock lock = new AgentHome(directory).lock()) {
            assertThat(lock.home().user())
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThatThrownBy(() -> attach(options(project.url()))).isInstanceOf(HomeInUseException.class);
        }
        attach(options(project.url()));
    }

    private void assertRefused(AttachOptions options, String... parts) {
        assertThatThrownBy(() -> attach(options))
                .isInstanceOf(AgentException.class)
                .message()
                .contains(parts)
                .doesNotContain("\n");
    }

    private static AttachOptions options(URI url) {
        return AttachOptions.to(url);
    }

    private Attached attach(AttachOptions options) throws Exception {
        return new Attachment(new AgentHome(directory), Clock.systemUTC(), new SecureRandom()).attach(options);
    }
}
