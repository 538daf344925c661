package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

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

    /** Cuts a list, in order, into lists that each weigh no more than {@code most}, or are one element that weighs more alone. */
    public static <T> List<List<T>> byWeight(List<T> all, ToIntFunction<? super T> weight, int most) {
        List<List<T>> portions = new ArrayList<>();
        long filled = 0;
        for (T one : all) {
            int more = weight.applyAsInt(one);
            if (portions.isEmpty() || filled + more > most) {
                portions.add(new ArrayList<>());
                filled = 0;
            }
            portions.get(portions.size() - 1).add(one);
            filled += more;
        }
        return portions;
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
