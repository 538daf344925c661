package org.manyhands.db.application;

import java.util.List;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.ApplicationId;

/**
 * A stored application version.
 *
 * @param envelope the signed AppVersion that agents get
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
        long createdMillis) {}
