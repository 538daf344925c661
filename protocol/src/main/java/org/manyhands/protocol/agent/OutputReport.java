package org.manyhands.protocol.agent;

import org.jspecify.annotations.Nullable;

/**
 * A file of {@code /out}.
 *
 * @param content the bytes (base64 in JSON) when they travel inside the report, null when they were uploaded before
 */
public record OutputReport(String path, long bytes, String sha256, byte @Nullable [] content) {}
