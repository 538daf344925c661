package org.manyhands.server.dispatch;

/**
 * How many results of an application version a host may have.
 *
 * @param aDay in all of a day
 * @param left still today
 */
public record Allowance(int aDay, int left) {}
