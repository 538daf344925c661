package org.manyhands.server.dispatch;

import java.util.List;

/**
 * For how long each slot of a host has something to do, as far as is predicted, when its tasks are taken up in order by the slot that is free first. A task of
 * which nothing is known counts as no time. Never changed.
 */
public final class SlotLoad {
    /** Ascending. */
    private final double[] busySeconds;

    private final int free;

    private SlotLoad(double[] busySeconds, int free) {
        this.busySeconds = busySeconds;
        this.free = free;
    }

    /** Of a host that has nothing. */
    static SlotLoad idle(int slots) {
        return of(slots, List.of());
    }

    /**
     * Of a host that has these tasks.
     *
     * @param slots at least 1
     * @param seconds that each task takes yet, those that run first
     */
    public static SlotLoad of(int slots, List<Double> seconds) {
        SlotLoad load = new SlotLoad(new double[Math.max(1, slots)], Math.max(1, slots));
        for (double task : seconds) {
            load = load.plus(task);
        }
        return load;
    }

    /** With one task more. */
    public SlotLoad plus(double seconds) {
        double sum = busySeconds[0] + Math.max(0, seconds);
        double[] busy = busySeconds.clone();
        int place = 0;
        // A slot that has a task of no time stands behind those that have none.
        while (place + 1 < busy.length && (busy[place + 1] < sum || place + 1 < free)) {
            busy[place] = busy[place + 1];
            place++;
        }
        busy[place] = sum;
        return new SlotLoad(busy, Math.max(0, free - 1));
    }

    /** True when a slot has no task. */
    public boolean hasFreeSlot() {
        return free > 0;
    }

    /** Until the first slot has nothing to do, seconds; 0 when one has no task. */
    public double firstFreeSeconds() {
        return free > 0 ? 0 : busySeconds[0];
    }
}
