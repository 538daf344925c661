package org.manyhands.agent.project;

import org.manyhands.agent.AgentException;
import org.manyhands.protocol.crypto.VerifyingKey;

/** The project's root key is not the one that was expected: another project, or somebody in between. */
public final class UntrustedProjectException extends AgentException {
    private static final long serialVersionUID = 1L;

    UntrustedProjectException(String where, VerifyingKey expected, VerifyingKey found, String remedy) {
        super("the root key of " + where + " is " + found.fingerprint() + ", not " + expected.fingerprint() + "; "
                + remedy);
    }
}
