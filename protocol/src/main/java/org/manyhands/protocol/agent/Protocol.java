package org.manyhands.protocol.agent;

/** Versions, paths, headers and sizes that both sides of the agent protocol know. */
public final class Protocol {
    /** The version this code speaks; raised when an old peer would misunderstand, not when a field is added. */
    public static final int VERSION = 1;

    public static final String PROJECT_PATH = "/api/agent/v1/project";
    public static final String ATTACH_PATH = "/api/agent/v1/attach";
    public static final String SYNC_PATH = "/api/agent/v1/sync";
    /** {@code PUT} of one output's bytes, followed by its SHA-256. */
    public static final String UPLOAD_PATH = "/api/agent/v1/files/";
    /** {@code GET} of immutable bytes, followed by their SHA-256; Range works. */
    public static final String FILES_PATH = "/files/";

    public static final String HOST_HEADER = "Manyhands-Host";
    public static final String SEQUENCE_HEADER = "Manyhands-Sequence";
    public static final String SIGNATURE_HEADER = "Manyhands-Signature";

    /** Outputs up to this many bytes together travel inside the report; larger ones are uploaded before it. */
    public static final int INLINE_OUTPUT_BYTES = 64 * 1024;

    private Protocol() {}
}
