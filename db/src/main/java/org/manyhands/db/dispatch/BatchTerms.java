package org.manyhands.db.dispatch;

import org.manyhands.protocol.agent.Channel;

/**
 * What decides of a batch who gets its work and when, and may change while it runs.
 *
 * @param channel of its application version
 * @param priority among the batches of its researcher; lower is handed out earlier
 * @param fundedMicrocredits what was put into its escrow
 */
public record BatchTerms(Channel channel, int priority, long fundedMicrocredits) {}
