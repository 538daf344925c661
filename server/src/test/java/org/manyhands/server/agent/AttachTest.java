package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.server.testing.RunningServer;
import org.manyhands.server.testing.TestAgent;

class AttachTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void aNewHostWithANewAccountGetsATokenThatSignsIn() {
        TestAgent agent = TestAgent.attached(server, "vera");

        AttachReply reply = agent.attachment();
        assertThat(reply.accountName()).isEqualTo("vera");
        assertThat(reply.nextSequence()).isEqualTo(1);
        assertThat(reply.project()).isEqualTo(agent.project());
        AccountView account =
                server.get("/api/v1/account", reply.accountToken()).as(AccountView.class);
        assertThat(account.id()).isEqualTo(reply.accountId());
        assertThat(account.administrator()).isFalse();
    }

    @Test
    void sentAgainWithTheSameKeyItAnswersTheSameHostWithoutTheToken() {
        TestAgent agent = TestAgent.attached(server, "vera");
        AttachReply first = agent.attachment();

        AttachReply again = agent.attach(agent.attachRequest("vera", null)).as(AttachReply.class);

        assertThat(again.hostId()).isEqualTo(first.hostId());
        assertThat(again.accountId()).isEqualTo(first.accountId());
        assertThat(again.accountToken()).isNull();
    }

    @Test
    void attachedAgainItLearnsTheSequenceThatIsWaitedFor() {
        TestAgent agent = TestAgent.attached(server, "vera");
        agent.ask(0);
        agent.ask(0);

        AttachReply again = agent.attach(agent.attachRequest("vera", null)).as(AttachReply.class);

        assertThat(again.nextSequence()).isEqualTo(3);
    }

    @Test
    void anotherHostJoinsTheAccountByItsToken() {
        AttachReply first = TestAgent.attached(server, "vera").attachment();

        AttachReply second = TestAgent.joined(server, Objects.requireNonNull(first.accountToken()))
                .attachment();

        assertThat(second.accountId()).isEqualTo(first.accountId());
        assertThat(second.hostId()).isNotEqualTo(first.hostId());
        assertThat(second.accountToken()).isNull();
    }

    @Test
    void anUnknownTokenATakenNameAndNoNameAreRefused() {
        TestAgent.attached(server, "vera");
        TestAgent agent = new TestAgent(server);

        agent.attach(agent.attachRequest(null, "mh_wrong")).refused(ErrorCode.NOT_SIGNED_IN, "token");
        agent.attach(agent.attachRequest("Vera", null)).refused(ErrorCode.NAME_TAKEN, "Vera");
        agent.attach(agent.attachRequest(null, null)).refused(ErrorCode.MALFORMED_REQUEST, "accountName");
        agent.attach(agent.attachRequest("<script>", null)).refused(ErrorCode.MALFORMED_REQUEST, "<script>");
    }

    @Test
    void theHostsOwnKeyMustSign() {
        TestAgent agent = new TestAgent(server);

        agent.attach(agent.attachRequest("vera", null), SigningKey.generate(new SecureRandom()), 0)
                .refused(ErrorCode.WRONG_SIGNATURE, agent.key().verifyingKey().fingerprint());
        agent.attach(agent.attachRequest("vera", null), agent.key(), 7)
                .refused(ErrorCode.MALFORMED_REQUEST, "7", "must be 0");
    }

    @Test
    void anotherProtocolVersionIsRefusedWithWhatToDo() {
        TestAgent agent = new TestAgent(server);
        AttachRequest request = new AttachRequest(
                Protocol.VERSION + 1, agent.key().verifyingKey(), "host", TestAgent.FACTS, "vera", null, null);

        assertThat(agent.attach(request)
                        .refused(ErrorCode.UNSUPPORTED_PROTOCOL, "version 2", "upgraded")
                        .status())
                .isEqualTo(426);
    }
}
