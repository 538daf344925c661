package org.manyhands.db.file;

import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AccountId;

/**
 * The row of a stored file.
 *
 * @param owner who uploaded it; null when the project made it
 * @param hostUpload true while it is private: a host sent it
 * @param references how many facts name it
 */
public record Blob(
        String sha256,
        long bytes,
        @Nullable AccountId owner,
        boolean hostUpload,
        long references,
        long createdMillis) {}
