package org.manyhands.protocol.research;

/** Issues credit to an account, by name. A repeat with the same key does nothing more. */
public record Grant(String account, long microcredits, String idempotencyKey) {}
