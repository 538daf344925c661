package org.manyhands.agent.sync;

import java.util.List;
import org.manyhands.agent.task.SpeedMeter;
import org.manyhands.agent.task.TaskBoard.Held;
import org.manyhands.agent.task.TaskBoard.Phase;
import org.manyhands.protocol.agent.WorkRequest;

/**
 * How much work to ask for: so much that each slot has a task running and at least one waiting, and that what is held
 * lasts for the time that {@link Pace#ahead} names. Small tasks come many at a time, so the slots never wait for a call.
 */
final class WorkPlanner {
    /** Most results to hold for each slot, however small they are. */
    static final int MOST_A_SLOT = 32;

    private final int slots;
    private final long memoryBytes;
    private final double aheadSeconds;
    private final SpeedMeter speed;

    WorkPlanner(Capacity capacity, Pace pace) {
        slots = capacity.slots();
        memoryBytes = capacity.memoryBytes();
        speed = capacity.speed();
        aheadSeconds = pace.ahead().toMillis() / 1000.0;
    }

    WorkRequest plan(List<Held> held) {
        List<Held> open =
                held.stream().filter(task -> task.phase() != Phase.FINISHED).toList();
        long rate = speed.fuelPerSecond();
        double each = speed.secondsPerRun();
        double missingSeconds = slots * aheadSeconds;
        for (Held task : open) {
            missingSeconds -= secondsLeft(task, rate, each);
        }
        int forOneWaiting = 2 * slots - open.size();
        int forTheTime = each > 0 && missingSeconds > 0 ? (int) Math.min(Integer.MAX_VALUE, missingSeconds / each) : 0;
        int results = Math.min(Math.max(forOneWaiting, forTheTime), MOST_A_SLOT * slots - held.size());
        if (results <= 0) {
            return new WorkRequest(0, slots, rate, 0, memoryBytes);
        }
        double seconds = Math.max(missingSeconds, forOneWaiting * Math.max(each, 1));
        return new WorkRequest(results, slots, rate, Math.max(1, Math.round(seconds)), memoryBytes);
    }

    private static double secondsLeft(Held task, long rate, double each) {
        boolean known = task.task() != null && task.task().assignment().expectedFuel() > 0 && rate > 0;
        return known ? (double) task.fuelLeft() / rate : each;
    }
}
