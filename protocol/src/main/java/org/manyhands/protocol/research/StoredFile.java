package org.manyhands.protocol.research;

/** A file that the project holds. */
public record StoredFile(String sha256, long bytes) {}
