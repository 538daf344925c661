package org.manyhands.protocol.agent;

import org.manyhands.protocol.id.ResultId;

/**
 * A result that a host has and has not finished: the heartbeat.
 *
 * @param fuel used so far; 0 while it waits
 */
public record Holding(ResultId resultId, long fuel) {}
