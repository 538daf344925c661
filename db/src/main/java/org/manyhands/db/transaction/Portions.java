package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts rows into portions of few different sizes, each of which is one statement. A statement for so many rows is long, and the database parses it
 * again for every number of rows that it has not seen; with six sizes the driver has nearly always prepared it before.
 */
final class Portions {
    /** The largest portion. */
    static final int MOST = 64;

    /** From so many rows on they go in portions of this size or a larger one. */
    static final int LEAST = 4;

    private static final int STEP = 4;

    private Portions() {}

    /** Portions of 64, 16 and 4 rows, and one of the last three or fewer, in order. */
    static <T> List<List<T>> of(List<T> rows) {
        List<List<T>> portions = new ArrayList<>();
        int from = 0;
        for (int size = MOST; size >= LEAST; size /= STEP) {
            for (; rows.size() - from >= size; from += size) {
                portions.add(rows.subList(from, from + size));
            }
        }
        if (from < rows.size()) {
            portions.add(rows.subList(from, rows.size()));
        }
        return portions;
    }
}
