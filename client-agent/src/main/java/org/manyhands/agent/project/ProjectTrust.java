package org.manyhands.agent.project;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.manyhands.agent.http.CallRefusedException;
import org.manyhands.agent.http.ProjectClient;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.crypto.Certificate;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.SignatureException;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.VerifyingKey;

/**
 * Opens what a project has signed. A key counts when a certificate of the pinned root says so; when an envelope names
 * a key that no certificate names, the project is asked once for its present certificates.
 */
public final class ProjectTrust {
    private final ProjectClient client;
    private final Clock clock;
    private final VerifyingKey root;
    private final String projectId;
    private List<Signed> certificates;
    private boolean asked;

    public ProjectTrust(ProjectState state, ProjectClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        root = state.rootKey();
        projectId = state.projectId();
        certificates = state.certificates();
    }

    /** A new answer is read: for it the project may be asked for its certificates, once. */
    public void nextAnswer() {
        asked = false;
    }

    /** The certificates that are used now. */
    public List<Signed> certificates() {
        return certificates;
    }

    /**
     * Verifies an envelope and returns what is in it.
     *
     * @throws SignatureException when it is not the project's word
     * @throws IOException when new certificates were needed and could not be had
     */
    public <T> T open(KeyPurpose purpose, Signed envelope, Class<T> type)
            throws SignatureException, IOException, InterruptedException {
        Optional<VerifyingKey> known = certified(purpose, envelope.key());
        if (known.isEmpty() && !asked) {
            refresh();
            known = certified(purpose, envelope.key());
        }
        if (known.isEmpty()) {
            throw expired(purpose, envelope.key())
                    .orElseGet(() -> new SignatureException(type.getSimpleName() + " is signed by key "
                            + envelope.key().fingerprint()
                            + ", for which the project's root key has given no valid certificate"));
        }
        return envelope.open(purpose, known.get(), type);
    }

    /** Checks that the root certifies at least one key for this purpose now. */
    static void check(ProjectInfo info, KeyPurpose purpose, Clock clock) throws SignatureException {
        SignatureException last = new SignatureException("the project shows no certificate of its " + purpose + " key");
        for (Signed envelope : info.certificates()) {
            try {
                Certificate shown = envelope.open(KeyPurpose.ROOT, info.rootKey(), Certificate.class);
                if (shown.purpose() == purpose) {
                    Certificate.verify(envelope, info.rootKey(), info.projectId(), purpose, clock.instant());
                    return;
                }
            } catch (SignatureException e) {
                last = e;
            }
        }
        throw last;
    }

    private void refresh() throws SignatureException, IOException, InterruptedException {
        ProjectInfo info;
        try {
            info = client.project();
        } catch (CallRefusedException e) {
            throw new IOException("the project's certificates cannot be had: " + e.getMessage(), e);
        }
        if (!info.projectId().equals(projectId) || !info.rootKey().equals(root)) {
            throw new SignatureException(client.base() + " now says it is project " + info.projectId()
                    + " with root key " + info.rootKey().fingerprint() + ", not project " + projectId
                    + " with root key " + root.fingerprint() + " that this host is attached to");
        }
        certificates = List.copyOf(info.certificates());
        asked = true;
    }

    /** When the root does certify the key, but not for now: which times, and what this computer's clock says. */
    private Optional<SignatureException> expired(KeyPurpose purpose, VerifyingKey key) {
        for (Signed envelope : certificates) {
            try {
                Certificate certificate = envelope.open(KeyPurpose.ROOT, root, Certificate.class);
                if (certificate.key().equals(key) && certificate.purpose() == purpose) {
                    Certificate.verify(envelope, root, projectId, purpose, clock.instant());
                }
            } catch (SignatureException e) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private Optional<VerifyingKey> certified(KeyPurpose purpose, VerifyingKey key) {
        for (Signed envelope : certificates) {
            try {
                VerifyingKey certified = Certificate.verify(envelope, root, projectId, purpose, clock.instant());
                if (certified.equals(key)) {
                    return Optional.of(certified);
                }
            } catch (SignatureException e) {
                // For another purpose, or no longer valid: the next one may fit.
            }
        }
        return Optional.empty();
    }
}
