package org.manyhands.protocol.agent;

import java.nio.charset.StandardCharsets;

/** What a host signs at each call: project, path, sequence number and the digest of the body. */
public final class CallSignature {
    private CallSignature() {}

    /**
     * The signed bytes.
     *
     * @param sequence 0 for {@code attach}; for {@code sync} one more than at the last call; for an upload the sequence of the next sync
     * @param bodySha256 digest of the body before compression
     */
    public static byte[] message(String projectId, String path, long sequence, String bodySha256) {
        return ("manyhands-call\n" + projectId + "\n" + path + "\n" + sequence + "\n" + bodySha256)
                .getBytes(StandardCharsets.UTF_8);
    }
}
