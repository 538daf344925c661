package org.manyhands.protocol.research;

/**
 * A new join key.
 *
 * @param key shown once
 */
public record JoinKeyView(String key, String label, int uses) {}
