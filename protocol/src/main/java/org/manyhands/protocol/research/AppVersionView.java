package org.manyhands.protocol.research;

import java.util.List;
import org.manyhands.protocol.id.AppVersionId;

/** An application version as the project holds it. */
public record AppVersionView(
        AppVersionId id,
        String application,
        String version,
        String owner,
        String sourceSha256,
        String moduleSha256,
        int weightsVersion,
        List<String> arguments,
        List<String> files) {}
