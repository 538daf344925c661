package org.manyhands.protocol.research;

/**
 * Asks for a join key, with which new accounts are opened where the project asks for one.
 *
 * @param label for whom it is, for administrators
 * @param uses how many accounts it may open, 1 to 100,000
 */
public record NewJoinKey(String label, int uses) {}
