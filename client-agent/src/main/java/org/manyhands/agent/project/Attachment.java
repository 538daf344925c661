package org.manyhands.agent.project;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.agent.AgentException;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.home.HomeLock;
import org.manyhands.agent.http.CallRefusedException;
import org.manyhands.agent.http.NotAProjectException;
import org.manyhands.agent.http.ProjectClient;
import org.manyhands.agent.http.Words;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.agent.WorkChoice;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.SignatureException;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.crypto.VerifyingKey;

/**
 * Attaches a home to a project: pins its root key, makes the host's key, makes the host known. May be repeated: the
 * key stays, so the host stays the same; the address may be a new one.
 */
public final class Attachment {
    private final AgentHome home;
    private final Clock clock;
    private final SecureRandom random;

    public Attachment(AgentHome home, Clock clock, SecureRandom random) {
        this.home = home;
        this.clock = clock;
        this.random = random;
    }

    public Attached attach(AttachOptions options) throws AgentException, IOException, InterruptedException {
        try (HomeLock lock = home.lock();
                ProjectClient client = new ProjectClient(options.url())) {
            ProjectInfo info = identify(client, options.rootKey());
            ProjectDirectory directory =
                    new ProjectDirectory(lock.home().projects().resolve(directoryName(info, options.url())));
            refuseSecondProject(directory);
            ProjectState before = directory.attached() ? directory.load() : null;
            if (before != null && !before.rootKey().equals(info.rootKey())) {
                throw new UntrustedProjectException(
                        options.url().toString(),
                        before.rootKey(),
                        info.rootKey(),
                        "ask the project's people; 'agent detach' forgets the old key");
            }
            SigningKey key = directory.key(random);
            AttachReply reply = call(client, info, key, options);
            ProjectState state = new ProjectState(
                    options.url(),
                    info.projectId(),
                    info.name(),
                    info.rootKey(),
                    info.certificates(),
                    reply.hostId(),
                    options.hostName(),
                    reply.accountId(),
                    reply.accountName(),
                    reply.nextSequence(),
                    before == null ? ProjectState.Tally.NONE : before.tally());
            String token = reply.accountToken();
            Path tokenFile = token == null ? null : directory.saveToken(token);
            directory.save(state);
            WorkChoice choice = options.choice();
            if (choice != null) {
                directory.saveChoice(choice);
            }
            return new Attached(state, token, tokenFile);
        }
    }

    private ProjectInfo identify(ProjectClient client, @Nullable VerifyingKey expected)
            throws AgentException, InterruptedException {
        URI url = client.base();
        ProjectInfo info;
        try {
            info = client.project();
        } catch (NotAProjectException e) {
            throw notAProject(url, e);
        } catch (CallRefusedException e) {
            throw e.problem().status() / 100 == 5 ? refused(url, e) : notAProject(url, e);
        } catch (IOException e) {
            throw unreachable(url, e);
        }
        if (info.protocolVersion() != Protocol.VERSION) {
            throw new AgentException(url + " speaks version " + info.protocolVersion()
                    + " of the protocol, this agent version " + Protocol.VERSION + "; update the "
                    + (info.protocolVersion() > Protocol.VERSION ? "agent" : "project"));
        }
        if (expected != null && !expected.equals(info.rootKey())) {
            throw new UntrustedProjectException(
                    url.toString(),
                    expected,
                    info.rootKey(),
                    "check --root-key and the address with the project's people");
        }
        try {
            ProjectTrust.check(info, KeyPurpose.APPLICATION, clock);
            ProjectTrust.check(info, KeyPurpose.ASSIGNMENT, clock);
        } catch (SignatureException e) {
            throw new AgentException(url + " cannot prove who it is: " + e.getMessage()
                    + "; check this computer's clock, else tell the project's people");
        }
        return info;
    }

    private static AttachReply call(ProjectClient client, ProjectInfo info, SigningKey key, AttachOptions options)
            throws AgentException, InterruptedException {
        String accountName = options.accountName();
        if (accountName == null && options.accountToken() == null) {
            accountName = "volunteer-" + key.verifyingKey().hex().substring(0, 8);
        }
        AttachRequest request = new AttachRequest(
                Protocol.VERSION,
                key.verifyingKey(),
                options.hostName(),
                ThisComputer.facts(),
                accountName,
                options.accountToken(),
                options.joinKey());
        try {
            return client.attach(info.projectId(), key, request);
        } catch (CallRefusedException e) {
            throw refused(client.base(), e);
        } catch (IOException e) {
            throw unreachable(client.base(), e);
        }
    }

    /** The first form of the agent works for one project a home; its directory has room for more. */
    private void refuseSecondProject(ProjectDirectory wanted) throws IOException, AgentException {
        List<Path> others = home.attached().stream()
                .filter(path -> !path.equals(wanted.path()))
                .toList();
        if (!others.isEmpty()) {
            ProjectState other = new ProjectDirectory(others.get(0)).load();
            throw new AgentException(home.root() + " is attached to " + other.projectName() + " at " + other.url()
                    + "; give the second project a directory of its own with --home DIR, or run 'agent detach' first");
        }
    }

    private static String directoryName(ProjectInfo info, URI url) throws AgentException {
        // The name comes from outside and becomes part of a path.
        if (!info.projectId().matches("[A-Za-z0-9_-]{1,64}")) {
            throw new AgentException(url + " names itself '" + info.projectId()
                    + "', which is no project's identifier; tell the project's people");
        }
        return info.projectId();
    }

    private static AgentException notAProject(URI url, Exception cause) {
        return new AgentException(
                url + " answers, but not as a Manyhands project; check the address with the project's people", cause);
    }

    private static AgentException refused(URI url, CallRefusedException e) {
        return new AgentException(url + " refused: " + e.getMessage(), e);
    }

    private static AgentException unreachable(URI url, IOException e) {
        return new AgentException(
                url + " cannot be reached (" + Words.of(e)
                        + "); check the address and the network, and that the project" + " is up",
                e);
    }
}
