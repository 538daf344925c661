package org.manyhands.protocol.research;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AppVersionId;

/**
 * An application version as the project holds it.
 *
 * @param verifierSha256 the source module that says whether a result is right; null where hosts must agree
 * @param channel label of its channel
 */
public record AppVersionView(
        AppVersionId id,
        String application,
        String version,
        String owner,
        String sourceSha256,
        String moduleSha256,
        int weightsVersion,
        List<String> arguments,
        List<String> files,
        @Nullable String verifierSha256,
        String channel) {}
