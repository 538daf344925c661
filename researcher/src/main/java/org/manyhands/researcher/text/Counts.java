package org.manyhands.researcher.text;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers by state, in words. */
public final class Counts {
    private Counts() {}

    /** {@code 3 in progress, 12 valid}; what there is none of is left out. */
    public static String words(Map<String, Long> byState) {
        String text = new TreeMap<>(byState)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> entry.getValue() + " "
                                + entry.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }
}
