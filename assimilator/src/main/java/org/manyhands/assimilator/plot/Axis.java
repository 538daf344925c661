package org.manyhands.assimilator.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.assimilator.plot.Ticks.Tick;

/**
 * An axis: which values it spans, and its marks.
 *
 * @param low value at its beginning
 * @param high value at its end
 */
record Axis(double low, double high, List<Tick> ticks) {
    /** With so few different values, they themselves are the marks. */
    private static final int FEW_VALUES = 8;

    private static final int MOST_NAMES = 12;

    /** Differences below this share of the values are not stretched over the axis: marks would all read the same. */
    private static final double FINEST = 1e-9;

    /** An axis of numbers; the values need not be sorted, and there must be one. */
    static Axis ofNumbers(List<Double> values, int about) {
        double least = values.stream().min(Double::compare).orElseThrow();
        double most = values.stream().max(Double::compare).orElseThrow();
        double middle = least / 2 + most / 2;
        double half = most > least
                ? Math.max((most - least) / 2, Math.abs(middle) * FINEST)
                : Math.max(Math.abs(most) / 2, 0.5);
        double low = middle - half * 1.06;
        double high = middle + half * 1.06;
        return new Axis(low, high, Ticks.between(low, high, about));
    }

    /** An axis of numbers written as text, marked by those texts when they are few and stand apart. */
    static Axis ofTexts(List<String> texts, int about) {
        Map<Double, String> distinct = new TreeMap<>();
        texts.forEach(text -> distinct.putIfAbsent(PlotPoints.number(text).orElseThrow(), text));
        Axis axis = ofNumbers(List.copyOf(distinct.keySet()), about);
        if (distinct.size() > FEW_VALUES || !apart(distinct, (axis.high - axis.low) / 16)) {
            return axis;
        }
        List<Tick> ticks = new ArrayList<>();
        distinct.forEach((value, text) -> ticks.add(new Tick(value, text)));
        return new Axis(axis.low, axis.high, ticks);
    }

    /** An axis of names: they stand at 0, 1, 2 and so on; when they are many, only some are written. */
    static Axis ofNames(Map<String, Integer> places) {
        int every = (places.size() - 1) / MOST_NAMES + 1;
        List<Tick> ticks = new ArrayList<>();
        places.forEach((name, place) -> {
            if (place % every == 0) {
                ticks.add(new Tick(place, name));
            }
        });
        return new Axis(-0.5, places.size() - 0.5, ticks);
    }

    /** Names in order of appearance, with their places. */
    static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new LinkedHashMap<>();
        names.forEach(name -> places.putIfAbsent(name, places.size()));
        return places;
    }

    /** Where on the axis a value is, from 0 to 1. */
    double share(double value) {
        return (value - low) / (high - low);
    }

    private static boolean apart(Map<Double, String> sorted, double least) {
        double before = Double.NEGATIVE_INFINITY;
        for (double value : sorted.keySet()) {
            if (value - before < least) {
                return false;
            }
            before = value;
        }
        return true;
    }
}
