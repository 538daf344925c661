package org.manyhands.protocol.agent;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/**
 * Answer to {@link AttachRequest}.
 *
 * @param accountToken the new account's token, shown once; null when the host joined an account
 * @param nextSequence sequence number of the next sync
 */
public record AttachReply(
        HostId hostId,
        AccountId accountId,
        String accountName,
        @Nullable String accountToken,
        long nextSequence,
        ProjectInfo project) {}
