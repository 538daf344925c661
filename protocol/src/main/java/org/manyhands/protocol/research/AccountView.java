package org.manyhands.protocol.research;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AccountId;

/**
 * An account.
 *
 * @param administrator true for the project's administrators
 * @param availableMicrocredits what a researcher may spend
 * @param storedBytes bytes of files it uploaded
 * @param quotaBytes most bytes it may store
 * @param token shown once, at sign-up, else null
 */
public record AccountView(
        AccountId id,
        String name,
        boolean administrator,
        long availableMicrocredits,
        long storedBytes,
        long quotaBytes,
        @Nullable String token) {}
