package org.manyhands.db.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ApplicationId;

/**
 * A stored application version.
 *
 * @param envelope the signed AppVersion that agents get
 * @param verifier what says whether a result is right; null where hosts must agree
 */
public record AppVersionRow(
        AppVersionId id,
        ApplicationId applicationId,
        AccountId owner,
        String application,
        String version,
        String sourceSha256,
        String moduleSha256,
        int weightsVersion,
        List<String> arguments,
        List<InputReference> files,
        Signed envelope,
        Channel channel,
        long createdMillis,
        @Nullable Verifier verifier) {

    /**
     * A module that looks at a result.
     *
     * @param sourceSha256 as it was uploaded
     * @param moduleSha256 as it runs
     */
    public record Verifier(String sourceSha256, String moduleSha256) {}
}
