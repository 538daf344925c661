package org.manyhands.db.dispatch;

import org.manyhands.protocol.agent.Channel;

/**
 * What decides of a batch who gets its work and when, and may change while it runs.
 *
 * @param channel of its application version
 */
public record BatchTerms(Channel channel) {}
