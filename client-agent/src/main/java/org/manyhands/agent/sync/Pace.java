package org.manyhands.agent.sync;

import java.time.Duration;

/**
 * How often the agent calls.
 *
 * @param gap least time between two calls while there is something to say
 * @param longest most time between two calls, whatever the project says
 * @param firstRetry wait after the first failure
 * @param longestRetry most wait after many failures
 * @param ahead how much work to hold beyond what runs now
 */
public record Pace(Duration gap, Duration longest, Duration firstRetry, Duration longestRetry, Duration ahead) {
    public static final Pace STANDARD = new Pace(
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(12));
}
