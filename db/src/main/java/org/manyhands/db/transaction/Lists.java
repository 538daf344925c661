package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Small helps for queries. */
public final class Lists {
    private static final int LARGEST = 500;

    private Lists() {}

    /** Cuts a collection into lists of at most 500, so that no statement grows without bound. */
    public static <T> List<List<T>> chunks(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += LARGEST) {
            chunks.add(list.subList(from, Math.min(list.size(), from + LARGEST)));
        }
        return chunks;
    }

    /** Rows of (state's name, count) as a map that has every state. */
    public static <S extends Enum<S>> Map<S, Long> counts(Class<S> states, List<Object[]> rows) {
        Map<S, Long> counts = new EnumMap<>(states);
        for (S state : states.getEnumConstants()) {
            counts.put(state, 0L);
        }
        for (Object[] row : rows) {
            counts.put(Enum.valueOf(states, (String) row[0]), ((Number) row[1]).longValue());
        }
        return counts;
    }

    /** A text as long as its column holds. */
    public static String clip(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
