package org.manyhands.db.schedule;

import java.util.TreeMap;

/**
 * Sizes of tasks: class k has {@code smallest * 2^k} fuel, so exactly one class takes a given host more than 20 and at most 40 minutes
 * of its own time. Near a batch's end they become smaller (guided self-scheduling, Polychronopoulos and Kuck 1987), so that
 * hosts end together.
 *
 * @param smallest fuel of class 0
 * @param classes how many there are, 1 to 40
 */
public record SizeClasses(long smallest, int classes) {
    /** No task should take its host longer than this. */
    public static final double LONGEST_SECONDS = 2_400;

    /** Near the end no task is cut smaller than this for its host: the overhead of a call would show. */
    public static final double SHORTEST_SECONDS = 150;

    public SizeClasses {
        if (smallest < 1 || classes < 1 || classes > 40 || smallest > Long.MAX_VALUE >> (classes - 1)) {
            throw new IllegalArgumentException("no size classes: smallest " + smallest + " fuel, " + classes
                    + " classes; expected at least 1 fuel and 1 to 40 classes that fit 64 bits");
        }
    }

    /** Fuel of a task of this class. */
    public long fuel(int sizeClass) {
        if (sizeClass < 0 || sizeClass >= classes) {
            throw new IllegalArgumentException("size class " + sizeClass + "; expected 0 to " + (classes - 1));
        }
        return smallest << sizeClass;
    }

    /**
     * The class for a host: the largest that does not take it longer than 40 minutes and not longer than half of what the batch
     * still needs.
     *
     * @param fuelPerSecond of the host with this application
     * @param secondsToDrain until the batch has nothing left to hand out, at the present pace; infinity when unknown
     */
    public int of(double fuelPerSecond, double secondsToDrain) {
        double seconds = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, secondsToDrain / 2));
        int sizeClass = 0;
        while (sizeClass + 1 < classes && fuel(sizeClass + 1) <= fuelPerSecond * seconds) {
            sizeClass++;
        }
        return sizeClass;
    }

    /**
     * How many tasks of each class should wait so that none of these hosts finds none before the stock is filled up again: what they
     * take in that time, and one more for good measure.
     *
     * @param hosts how many slots take each class
     * @param refillSeconds until the stock is filled up again
     */
    public TreeMap<Integer, Integer> stock(TreeMap<Integer, Integer> hosts, double refillSeconds) {
        TreeMap<Integer, Integer> stock = new TreeMap<>();
        hosts.forEach((sizeClass, slots) ->
                stock.put(sizeClass, (int) Math.ceil(slots * refillSeconds / (LONGEST_SECONDS / 2)) + 1));
        return stock;
    }
}
