package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.SeparationPolicy;
import org.manyhands.db.config.TrustPolicy;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.protocol.research.JoinKeyView;
import org.manyhands.protocol.research.NewJoinKey;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

class JoinKeyTest {
    @RegisterExtension
    final RunningServer server = new RunningServer(new ProjectConfig.Policy(
            Duration.ofHours(24),
            500,
            0,
            true,
            1 << 20,
            1 << 19,
            1_000,
            2,
            Duration.ofHours(1),
            Duration.ofDays(30),
            TrustPolicy.DEFAULTS,
            SeparationPolicy.DEFAULTS));

    @Test
    void aNewAccountNeedsAJoinKeyWhichWorksAsOftenAsItMay() {
        String welcome = server.post("/api/v1/join-keys", server.administrator(), new NewJoinKey("spring", 2))
                .as(JoinKeyView.class)
                .key();
        TestAgent agent = new TestAgent(server);

        agent.attach(agent.attachRequest("ada", null)).refused(ErrorCode.WRONG_JOIN_KEY, "join key");
        agent.attach(withKey(agent, "ada", "guess")).refused(ErrorCode.WRONG_JOIN_KEY, "unknown or used up");
        assertThat(agent.attach(withKey(agent, "ada", welcome))
                        .as(AttachReply.class)
                        .accountName())
                .isEqualTo("ada");
        assertThat(server.post("/api/v1/accounts", null, new SignUp("ben", welcome))
                        .status())
                .isEqualTo(201);
        server.post("/api/v1/accounts", null, new SignUp("cleo", welcome)).refused(ErrorCode.WRONG_JOIN_KEY, "used up");
    }

    @Test
    void joinKeysAreMadeByAdministratorsAndForSomeUses() {
        NewJoinKey twice = new NewJoinKey("spring", 2);
        String key = server.post("/api/v1/join-keys", server.administrator(), twice)
                .as(JoinKeyView.class)
                .key();
        String token = server.post("/api/v1/accounts", null, new SignUp("ada", key))
                .as(AccountView.class)
                .token();

        server.post("/api/v1/join-keys", token, twice).refused(ErrorCode.NOT_ALLOWED, "'ada'");
        server.post("/api/v1/join-keys", server.administrator(), new NewJoinKey("spring", 0))
                .refused(ErrorCode.MALFORMED_REQUEST, "'uses'", "0");
        server.post("/api/v1/join-keys", server.administrator(), new NewJoinKey("", 1))
                .refused(ErrorCode.MALFORMED_REQUEST, "'label'");
    }

    private static AttachRequest withKey(TestAgent agent, String account, String joinKey) {
        return new AttachRequest(
                Protocol.VERSION, agent.key().verifyingKey(), "host", TestAgent.FACTS, account, null, joinKey);
    }
}
