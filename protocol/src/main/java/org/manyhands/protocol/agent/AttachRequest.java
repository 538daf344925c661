package org.manyhands.protocol.agent;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.crypto.VerifyingKey;

/**
 * Makes a host known, signed with the host's own key. With an account token the host joins that account; otherwise a
 * new account is made. Sent again with the same key it answers the same host.
 *
 * @param protocolVersion version that the agent speaks
 * @param hostKey the host's public key for this project
 * @param hostName shown to people
 * @param facts what the host is
 * @param accountName name of the new account, when no token is given
 * @param accountToken token of the account to join
 * @param joinKey where the project asks for one
 */
public record AttachRequest(
        int protocolVersion,
        VerifyingKey hostKey,
        String hostName,
        HostFacts facts,
        @Nullable String accountName,
        @Nullable String accountToken,
        @Nullable String joinKey) {}
