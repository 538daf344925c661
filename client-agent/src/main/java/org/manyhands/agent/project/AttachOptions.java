package org.manyhands.agent.project;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.WorkChoice;
import org.manyhands.protocol.crypto.VerifyingKey;

/**
 * How to attach.
 *
 * @param url the project's address, checked by {@link ProjectAddress}
 * @param hostName shown to people
 * @param accountName name of the new account; null with {@code accountToken}, or to have one made up
 * @param accountToken token of the account to join, else null
 * @param joinKey where the project asks for one, else null
 * @param rootKey the root key that the project must have; null to trust the one it shows now
 * @param choice which work the computer is lent to; null keeps what was chosen before
 */
public record AttachOptions(
        URI url,
        String hostName,
        @Nullable String accountName,
        @Nullable String accountToken,
        @Nullable String joinKey,
        @Nullable VerifyingKey rootKey,
        @Nullable WorkChoice choice) {
    /** With the computer's own name, a new account with a name made up, and trust at first sight. */
    public static AttachOptions to(URI url) {
        return new AttachOptions(url, ThisComputer.name(), null, null, null, null, null);
    }
}
