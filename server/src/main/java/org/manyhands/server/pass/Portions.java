package org.manyhands.server.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a list into pieces that may be in memory. */
final class Portions {
    private Portions() {}

    /** In order; each weighs no more than {@code most}, or is one element that weighs more alone. */
    static <T> List<List<T>> of(List<T> all, ToIntFunction<T> weight, int most) {
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
}
