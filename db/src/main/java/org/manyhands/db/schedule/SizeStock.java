package org.manyhands.db.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many tasks of each size class wait for hosts: what those that were heard of lately take in a minute, so no class that nobody asks for is there, and
 * little of each, for what is cut cannot be cut smaller when the end comes near.
 *
 * @param sizes of the batch
 */
public record SizeStock(SizeClasses sizes) {
    /** Until a stock is filled up again, and half as much: the generator's longest pause, a server's timer. */
    static final double REFILL_SECONDS = 60;

    /** The largest class has at least so many hosts, or a tenth of all where these are few. */
    static final int LEAST_HOSTS = 8;

    private static final int TENTH = 10;

    /** No host gets tasks that are more than 2 to the power of this smaller than suits it. */
    private static final int MOST_STEPS = 2;

    /** Tasks of the smallest class that always wait: for hosts that were never measured, of which nobody knows how many there are. */
    static final int FOR_NEWCOMERS = 32;

    /**
     * The classes of the tasks to make now, by turns, the largest first. A class is filled up when half of its stock is gone.
     *
     * @param speeds fuel a second of the hosts that were heard of lately and measured
     * @param secondsToDrain until nothing is left to hand out, at the present pace; infinity when unknown
     * @param waiting tasks of each class that wait for a host
     * @param taken tasks of each class that hosts took in the last seconds, as many as should be ahead of them
     * @param most how many tasks
     */
    public List<Integer> missing(
            List<Double> speeds,
            double secondsToDrain,
            Map<Integer, Long> waiting,
            Map<Integer, Long> taken,
            int most) {
        TreeMap<Integer, Integer> hosts = new TreeMap<>();
        speeds.forEach(speed -> hosts.merge(sizes.of(speed, secondsToDrain), 1, Integer::sum));
        withoutRare(hosts, Math.min(LEAST_HOSTS, speeds.size() / TENTH));
        TreeMap<Integer, Long> wanted = new TreeMap<>();
        wanted.put(0, (long) FOR_NEWCOMERS);
        sizes.stock(hosts, REFILL_SECONDS, secondsToDrain)
                .forEach((sizeClass, tasks) -> wanted.merge(sizeClass, (long) tasks, Math::max));
        wanted.replaceAll((sizeClass, tasks) -> Math.max(tasks, taken.getOrDefault(sizeClass, 0L)));
        TreeMap<Integer, Long> missing = new TreeMap<>();
        wanted.forEach((sizeClass, tasks) -> {
            long there = waiting.getOrDefault(sizeClass, 0L);
            if (2 * there <= tasks) {
                missing.put(sizeClass, tasks - there);
            }
        });
        List<Integer> classes = new ArrayList<>();
        while (!missing.isEmpty() && classes.size() < most) {
            for (Integer sizeClass : List.copyOf(missing.descendingKeySet())) {
                classes.add(sizeClass);
                missing.computeIfPresent(sizeClass, (k, left) -> left > 1 ? left - 1 : null);
            }
        }
        return classes.size() <= most ? classes : List.copyOf(classes.subList(0, most));
    }

    /**
     * The largest tasks are for several hosts: what is cut for one that goes off would wait until nothing else is left, and then take others too long. The
     * few fastest count for a class below.
     */
    private static void withoutRare(TreeMap<Integer, Integer> hosts, int least) {
        for (int step = 0; step < MOST_STEPS && hosts.size() > 1; step++) {
            Map.Entry<Integer, Integer> largest = hosts.lastEntry();
            if (largest.getValue() >= least) {
                return;
            }
            hosts.remove(largest.getKey());
            hosts.merge(largest.getKey() - 1, largest.getValue(), Integer::sum);
        }
    }
}
