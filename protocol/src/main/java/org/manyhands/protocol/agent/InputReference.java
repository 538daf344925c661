package org.manyhands.protocol.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that a run sees below {@code /in}: small ones travel inside, others are put together from pieces of stored
 * files.
 *
 * @param path relative path below {@code /in}
 * @param bytes size
 * @param sha256 digest of the whole content
 * @param content the content (base64 in JSON) when it travels inside, else null
 * @param segments where to get it otherwise, in order
 */
public record InputReference(
        String path, long bytes, String sha256, byte @Nullable [] content, List<Segment> segments) {

    /**
     * Bytes of a stored file.
     *
     * @param sha256 digest of the stored file
     * @param offset first byte
     * @param length how many bytes
     */
    public record Segment(String sha256, long offset, long length) {}

    /** A whole stored file. */
    public static InputReference whole(String path, String sha256, long bytes) {
        return new InputReference(path, bytes, sha256, null, List.of(new Segment(sha256, 0, bytes)));
    }
}
