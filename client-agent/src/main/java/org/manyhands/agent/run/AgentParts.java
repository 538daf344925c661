package org.manyhands.agent.run;

import java.security.SecureRandom;
import java.time.Clock;
import org.manyhands.agent.AgentListener;
import org.manyhands.agent.sync.Pace;
import org.manyhands.agent.task.ReportFilter;
import org.manyhands.agent.task.SlotTaskRunner;
import org.manyhands.agent.task.TaskRunner;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.slot.HeapNeed;

/**
 * What an agent is made of and what may be another thing in a test or a benchmark.
 *
 * @param runners run the tasks
 * @param filter sees each report before it is kept
 * @param listener hears what happens
 * @param pace how often to call
 */
public record AgentParts(
        TaskRunner.Factory runners,
        ReportFilter filter,
        AgentListener listener,
        Pace pace,
        Clock clock,
        SecureRandom random) {
    /** The real things: slot processes of the sandbox, and nothing between a run and its report. */
    public static AgentParts standard(AgentSettings settings, AgentListener listener) {
        return new AgentParts(
                slot -> new SlotTaskRunner(slot(settings, slot)),
                ReportFilter.NONE,
                listener,
                Pace.STANDARD,
                Clock.systemUTC(),
                new SecureRandom());
    }

    public AgentParts withRunners(TaskRunner.Factory other) {
        return new AgentParts(other, filter, listener, pace, clock, random);
    }

    public AgentParts withFilter(ReportFilter other) {
        return new AgentParts(runners, other, listener, pace, clock, random);
    }

    public AgentParts withPace(Pace other) {
        return new AgentParts(runners, filter, listener, other, clock, random);
    }

    public AgentParts withClock(Clock other) {
        return new AgentParts(runners, filter, listener, pace, other, random);
    }

    private static Slot slot(AgentSettings settings, int number) {
        Slot slot = Slot.open(slotSettings(settings, number));
        slot.throttle(settings.cpuPercent());
        return slot;
    }

    private static SlotSettings slotSettings(AgentSettings settings, int slot) {
        SlotSettings standard = SlotSettings.in(settings.home().slot(slot));
        Limits largest = new Limits(
                Limits.DEFAULT_FUEL, settings.memoryBytes(), Limits.DEFAULT_OUTPUT_BYTES, Limits.DEFAULT_OUTPUT_FILES);
        return new SlotSettings(standard.java(), standard.directory(), HeapNeed.of(settings.memoryBytes(), largest));
    }
}
