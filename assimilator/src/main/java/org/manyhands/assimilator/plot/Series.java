package org.manyhands.assimilator.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.manyhands.assimilator.plot.PlotPoints.Point;

/**
 * Points of one kind.
 *
 * @param name its value in the column of series; empty for the only one
 * @param style which colour and marker it has, from 0; {@value #OTHERS} for all that are too many to tell apart
 */
record Series(String name, int style, List<Dot> dots) {
    /** Colours that one can tell apart. */
    static final int STYLES = 8;

    static final int OTHERS = -1;

    /** A point with numbers. */
    record Dot(double x, double y) {}

    /** In order of appearance; the ninth and all later ones are one, named {@code others}. */
    static List<Series> of(List<Point> points, Map<String, Integer> places) {
        Map<String, List<Dot>> byName = new LinkedHashMap<>();
        for (Point point : points) {
            byName.computeIfAbsent(point.series(), name -> new ArrayList<>()).add(dot(point, places));
        }
        List<Series> all = new ArrayList<>();
        List<Dot> others = new ArrayList<>();
        byName.forEach((name, dots) -> {
            if (all.size() < STYLES) {
                all.add(new Series(name, all.size(), dots));
            } else {
                others.addAll(dots);
            }
        });
        if (!others.isEmpty()) {
            all.add(new Series("others", OTHERS, others));
        }
        return all;
    }

    /** @param places of names; empty when x are numbers */
    static Dot dot(Point point, Map<String, Integer> places) {
        Integer place = places.get(point.x());
        return new Dot(place != null ? place : PlotPoints.number(point.x()).orElseThrow(), point.y());
    }

    /** The mean of y at each x, in order of x. */
    List<Dot> means() {
        return dots.stream()
                .collect(Collectors.groupingBy(Dot::x, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Dot(entry.getKey(), mean(entry.getValue())))
                .toList();
    }

    /** A plain loop: the order of additions decides the last bit. */
    private static double mean(List<Dot> dots) {
        double mean = 0;
        for (Dot dot : dots) {
            mean += dot.y() / dots.size();
        }
        return mean;
    }
}
