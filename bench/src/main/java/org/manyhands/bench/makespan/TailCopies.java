package org.manyhands.bench.makespan;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Copies of the tail that wait, by the size of their tasks: whether a host suits depends on that alone. */
final class TailCopies {
    private final Map<Long, Set<Task>> byFuel = new TreeMap<>();
    private long added;
    private int size;

    int size() {
        return size;
    }

    boolean contains(Task task) {
        Set<Task> same = byFuel.get(task.fuel);
        return same != null && same.contains(task);
    }

    void add(Task task, double now) {
        if (byFuel.computeIfAbsent(task.fuel, fuel -> new LinkedHashSet<>()).add(task)) {
            task.inTail = added++;
            task.inTailSince = now;
            size++;
        }
    }

    void remove(Task task) {
        Set<Task> same = byFuel.get(task.fuel);
        if (same != null && same.remove(task)) {
            size--;
        }
    }

    /**
     * Takes out the first that the host had no copy of; null when there is none.
     *
     * @param before what has waited since then is for any host
     * @param suits whether it may have a task of so much fuel
     */
    @Nullable
    Task take(SimulatedHost host, double before, LongPredicate suits) {
        Task first = null;
        for (Map.Entry<Long, Set<Task>> same : byFuel.entrySet()) {
            if (!same.getValue().isEmpty()) {
                double latest = suits.test(same.getKey()) ? Double.POSITIVE_INFINITY : before;
                Task candidate = firstFor(host, same.getValue(), latest);
                first = candidate != null && (first == null || candidate.inTail < first.inTail) ? candidate : first;
            }
        }
        if (first != null) {
            remove(first);
            first.waiting--;
        }
        return first;
    }

    private static @Nullable Task firstFor(SimulatedHost host, Set<Task> tasks, double latest) {
        for (Task task : tasks) {
            if (task.inTailSince <= latest && !task.had.contains(host)) {
                return task;
            }
        }
        return null;
    }
}
