package org.manyhands.agent.project;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What came of attaching.
 *
 * @param state what is known of the project now
 * @param newAccountToken token of the account that was made, else null
 * @param tokenFile where that token is kept, else null
 */
public record Attached(
        ProjectState state,
        @Nullable String newAccountToken,
        @Nullable Path tokenFile) {}
