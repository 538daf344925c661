package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.SignUp;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

class JoinKeyTest {
    @RegisterExtension
    final RunningServer server = new RunningServer(new ProjectConfig.Policy(
            Duration.ofHours(24), 500, 0, true, 1 << 20, 1 << 19, 1_000, 2, Duration.ofHours(1)));

    @Test
    void aNewAccountNeedsAJoinKeyWhichWorksAsOftenAsItMay() {
        server.database().inTransaction(tx -> {
            server.database().accounts().addJoinKey(tx, Digests.sha256("welcome"), "spring", 2);
            return true;
        });
        TestAgent agent = new TestAgent(server);

        agent.attach(agent.attachRequest("ada", null)).refused(ErrorCode.WRONG_JOIN_KEY, "join key");
        agent.attach(withKey(agent, "ada", "guess")).refused(ErrorCode.WRONG_JOIN_KEY, "unknown or used up");
        assertThat(agent.attach(withKey(agent, "ada", "welcome"))
                        .as(AttachReply.class)
                        .accountName())
                .isEqualTo("ada");
        assertThat(server.post("/api/v1/accounts", null, new SignUp("ben", "welcome"))
                        .status())
                .isEqualTo(201);
        server.post("/api/v1/accounts", null, new SignUp("cleo", "welcome"))
                .refused(ErrorCode.WRONG_JOIN_KEY, "used up");
    }

    private static AttachRequest withKey(TestAgent agent, String account, String joinKey) {
        return new AttachRequest(
                Protocol.VERSION, agent.key().verifyingKey(), "host", TestAgent.FACTS, account, null, joinKey);
    }
}
