package org.manyhands.agent.project;

/**
 * A sync that was sent and whose answer has not been carried out yet: {@code call.json}. It is sent again as it is
 * until an answer comes, so that the project can tell a repetition from a new call.
 *
 * @param sequence its number
 * @param body the very text that was signed
 */
public record PendingCall(long sequence, String body) {}
