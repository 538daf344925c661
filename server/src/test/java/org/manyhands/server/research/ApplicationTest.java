package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.Certificate;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.AppVersionView;
import org.manyhands.protocol.research.NewAppVersion;
import org.manyhands.server.testing.Answer;
import org.manyhands.server.testing.RunningServer;

class ApplicationTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    private final ResearchFixture research = new ResearchFixture(server);

    @Test
    void aModuleIsRewrittenSignedAndThereForAgents() throws Exception {
        String token = server.signUp("rita").token();

        AppVersionView version = research.primes(token);

        byte[] rewritten = server.get("/files/" + version.moduleSha256(), null).body();
        assertThat(Digests.sha256(rewritten)).isEqualTo(version.moduleSha256()).isNotEqualTo(version.sourceSha256());
        ProjectInfo project = server.get(Protocol.PROJECT_PATH, null).as(ProjectInfo.class);
        AppVersionRow row = server.database()
                .inTransaction(tx -> server.database().applications().version(tx, version.id()))
                .orElseThrow();
        AppVersion signed = row.envelope()
                .open(
                        KeyPurpose.APPLICATION,
                        Certificate.verify(
                                project.certificates().get(0),
                                project.rootKey(),
                                project.projectId(),
                                KeyPurpose.APPLICATION,
                                server.clock().instant()),
                        AppVersion.class);
        assertThat(signed.moduleSha256()).isEqualTo(version.moduleSha256());
        assertThat(signed.moduleBytes()).isEqualTo(rewritten.length);
        assertThat(signed.appVersionId()).isEqualTo(version.id());
    }

    @Test
    void theSameAgainIsAnsweredAsItIsAndOtherContentNeedsAnotherVersion() {
        String token = server.signUp("rita").token();
        AppVersionView first = research.primes(token);
        String source = first.sourceSha256();

        Answer again = server.post("/api/v1/applications", token, request("primes", "1", source, List.of()));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.as(AppVersionView.class)).isEqualTo(first);
        server.post("/api/v1/applications", token, request("primes", "1", source, List.of("--fast")))
                .refused(ErrorCode.NAME_TAKEN, "'1'", "'primes'", "another version");
        assertThat(server.post("/api/v1/applications", token, request("primes", "2", source, List.of("--fast")))
                        .status())
                .isEqualTo(201);
        assertThat(RunningServer.list(server.get("/api/v1/applications", token), AppVersionView[].class))
                .extracting(AppVersionView::version)
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void applicationsAreSeenByTheirOwnerAndAdministrators() {
        research.primes(server.signUp("rita").token());
        String other = server.signUp("otto").token();

        assertThat(RunningServer.list(server.get("/api/v1/applications", other), AppVersionView[].class))
                .isEmpty();
        assertThat(RunningServer.list(
                        server.get("/api/v1/applications", server.administrator()), AppVersionView[].class))
                .hasSize(1);
    }

    @Test
    void whatIsNoModuleIsRefusedWithRuleAndRemedy() {
        String token = server.signUp("rita").token();
        String text = research.uploaded(token, "#!/bin/sh".getBytes(StandardCharsets.UTF_8));
        String socket = research.uploaded(token, ResearchFixture.module("hostile/socket.wasm"));

        server.post("/api/v1/applications", token, request("evil", "1", text, List.of()))
                .refused(ErrorCode.MODULE_REFUSED, "WebAssembly");
        assertThat(server.post("/api/v1/applications", token, request("evil", "1", socket, List.of()))
                        .refused(ErrorCode.MODULE_REFUSED, "imports", "sock")
                        .status())
                .isEqualTo(422);
        assertThat(RunningServer.list(server.get("/api/v1/applications", token), AppVersionView[].class))
                .isEmpty();
    }

    @Test
    void aVerifierIsCheckedLikeAnyModuleAndBelongsToItsVersion() {
        String token = server.signUp("rita").token();
        String source = research.uploaded(token, ResearchFixture.module("factor/factor.wasm"));
        String verifier = research.uploaded(token, ResearchFixture.module("factor/verify.wasm"));
        String socket = research.uploaded(token, ResearchFixture.module("hostile/socket.wasm"));
        String absent = Digests.sha256("absent");

        server.post("/api/v1/applications", token, verified(source, socket, Map.of()))
                .refused(ErrorCode.MODULE_REFUSED, "the verifier's module is refused", "sock");
        server.post("/api/v1/applications", token, verified(source, absent, Map.of()))
                .refused(ErrorCode.UNKNOWN_FILE, "the verifier's module", absent);
        server.post("/api/v1/applications", token, verified(source, verifier, Map.of("result/x", source)))
                .refused(ErrorCode.INVALID_BATCH, "'result/x'", "/in/result");
        Answer made = server.post("/api/v1/applications", token, verified(source, verifier, Map.of()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.as(AppVersionView.class).verifierSha256()).isEqualTo(verifier);
        assertThat(server.post("/api/v1/applications", token, verified(source, verifier, Map.of()))
                        .status())
                .isEqualTo(200);
        server.post("/api/v1/applications", token, new NewAppVersion("factor", "1", source, Map.of(), List.of()))
                .refused(ErrorCode.NAME_TAKEN, "verifier", "another version");
    }

    private static NewAppVersion verified(String source, String verifier, Map<String, String> files) {
        return new NewAppVersion("factor", "1", source, files, List.of(), verifier);
    }

    @Test
    void filesAndNamesAreChecked() {
        String token = server.signUp("rita").token();
        String source = research.uploaded(token, ResearchFixture.module("example/hello.wasm"));
        String absent = Digests.sha256("absent");

        server.post("/api/v1/applications", token, request("primes", "1", absent, List.of()))
                .refused(ErrorCode.UNKNOWN_FILE, absent, "upload");
        server.post("/api/v1/applications", token, request("", "1", source, List.of()))
                .refused(ErrorCode.MALFORMED_REQUEST, "'name'");
        server.post(
                        "/api/v1/applications",
                        token,
                        new NewAppVersion("primes", "1", source, Map.of("../x", source), List.of()))
                .refused(ErrorCode.INVALID_BATCH, "'../x'");
        server.post(
                        "/api/v1/applications",
                        token,
                        new NewAppVersion("primes", "1", source, Map.of("x", absent), List.of()))
                .refused(ErrorCode.UNKNOWN_FILE, "'x'", absent);
    }

    @Test
    void aVersionIsMovedFromChannelToChannelByItsOwner() {
        AppVersionRow version = server.world().appVersion(server.world().account());
        String path = "/api/v1/applications/" + version.id() + "/channel";

        assertThat(server.post(path, server.administrator(), new NewAppVersion.Move("Beta"))
                        .as(AppVersionView.class)
                        .channel())
                .isEqualTo("beta");
        server.post(path, server.administrator(), new NewAppVersion.Move("gamma"))
                .refused(ErrorCode.MALFORMED_REQUEST, "'gamma'", "alpha, beta or stable");
        server.post(path, server.signUp("mallory").token(), new NewAppVersion.Move("stable"))
                .refused(ErrorCode.NOT_FOUND, version.id().toString());
        assertThat(server.database()
                        .inTransaction(tx -> server.database().applications().version(tx, version.id()))
                        .orElseThrow()
                        .channel())
                .isEqualTo(Channel.BETA);
    }

    private static NewAppVersion request(String name, String version, String module, List<String> arguments) {
        return new NewAppVersion(name, version, module, Map.of(), arguments);
    }
}
