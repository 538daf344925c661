package org.manyhands.protocol.agent;

import java.util.List;
import org.manyhands.protocol.id.AppVersionId;

/**
 * A version of an application, signed with the project's application key.
 *
 * @param sourceSha256 digest of the module that the researcher uploaded
 * @param moduleSha256 digest of the instrumented module, which is what runs
 * @param moduleBytes size of the instrumented module
 * @param weightsVersion version of the weight table that counts its fuel
 * @param files read-only files that every work unit sees below {@code /in}
 */
public record AppVersion(
        String projectId,
        AppVersionId appVersionId,
        String application,
        String version,
        String sourceSha256,
        String moduleSha256,
        long moduleBytes,
        int weightsVersion,
        List<InputReference> files) {}
