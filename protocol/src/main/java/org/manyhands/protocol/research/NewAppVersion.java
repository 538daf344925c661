package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A new version of an application of the caller. The same content under the same name and version answers the version
 * that is there.
 *
 * @param name application's name
 * @param version label, unique for the application
 * @param moduleSha256 an uploaded source module
 * @param files path below {@code /in} to the SHA-256 of an uploaded file
 * @param arguments default arguments, before those of a batch
 * @param verifierSha256 an uploaded source module that says whether a result is right, or null: results are right when hosts agree
 * @param channel label of the channel that it comes in; null means stable. A version that is there stays in its channel
 */
public record NewAppVersion(
        String name,
        String version,
        String moduleSha256,
        Map<String, String> files,
        List<String> arguments,
        @Nullable String verifierSha256,
        @Nullable String channel) {
    /** A stable version. */
    public NewAppVersion(
            String name,
            String version,
            String moduleSha256,
            Map<String, String> files,
            List<String> arguments,
            @Nullable String verifierSha256) {
        this(name, version, moduleSha256, files, arguments, verifierSha256, null);
    }

    /** A stable version without a verifier. */
    public NewAppVersion(
            String name, String version, String moduleSha256, Map<String, String> files, List<String> arguments) {
        this(name, version, moduleSha256, files, arguments, null);
    }

    /**
     * Another channel for a version.
     *
     * @param channel its label
     */
    public record Move(String channel) {}
}
