package org.manyhands.bench.makespan;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tasks to hand out, by their size class: first copies, and those to be done again. */
final class Waiting {
    private final TreeMap<Integer, Set<Task>> byClass = new TreeMap<>();
    private long fuel;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long fuel() {
        return fuel;
    }

    void add(Task task, double now) {
        if (byClass.computeIfAbsent(task.sizeClass, sizeClass -> new LinkedHashSet<>())
                .add(task)) {
            task.waitsSince = now;
            fuel += task.fuel;
            size++;
        }
    }

    void remove(Task task) {
        Set<Task> same = byClass.get(task.sizeClass);
        if (same != null && same.remove(task)) {
            fuel -= task.fuel;
            size--;
        }
    }

    /** Classes of which some wait. */
    Set<Integer> classes() {
        return byClass.keySet();
    }

    /** How many of each class nobody has had a copy of. */
    Map<Integer, Long> untouched() {
        Map<Integer, Long> untouched = new TreeMap<>();
        byClass.forEach((sizeClass, tasks) -> untouched.put(
                sizeClass, tasks.stream().filter(task -> task.had.isEmpty()).count()));
        return untouched;
    }

    /** Takes out the first of a class that the host had no copy of; null when there is none that suits. */
    @Nullable
    Task take(SimulatedHost host, int sizeClass, Predicate<Task> suits) {
        for (Task task : byClass.getOrDefault(sizeClass, Set.of())) {
            if (!task.had.contains(host) && suits.test(task)) {
                remove(task);
                return task;
            }
        }
        return null;
    }
}
