package org.manyhands.agent.sync;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.task.TaskBoard;
import org.manyhands.agent.task.TaskStore;

/**
 * What a session shares with the rest of the agent.
 *
 * @param board where it puts new tasks and finds reports
 * @param store where both lie on disk
 * @param clock wall clock, for certificates and for when to call
 * @param random spreads retries
 */
public record SessionParts(
        TaskBoard board, TaskStore store, AgentListener listener, Clock clock, RandomGenerator random, Pace pace) {}
