package org.manyhands.db.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts rows into portions of few different sizes, each of which is one statement. A statement for so many rows is long, and the database parses it
 * again for every number of rows that it has not seen; with six sizes the driver has nearly always prepared it before. Rows that are large
 * share a statement only as far as a database takes it (MariaDB's {@code max_allowed_packet} is 16 MiB unless it is told otherwise).
 */
final class Portions {
    /** The largest portion. */
    static final int MOST = 64;

    /** From so many rows on they go in portions of this size or a larger one. */
    static final int LEAST = 4;

    /** Bytes of text and binary values in one statement; one row may have more. */
    static final int MOST_BYTES = 4 << 20;

    private static final int STEP = 4;
    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private Portions() {}

    /** Portions of 64, 16 and 4 rows, and one of the last three or fewer, in order; and of no more than 4 MiB. */
    static <T> List<List<T>> of(List<T> rows, ToIntFunction<? super T> bytes) {
        List<List<T>> portions = new ArrayList<>();
        for (List<T> some : Lists.byWeight(rows, bytes, MOST_BYTES)) {
            cut(some, portions);
        }
        return portions;
    }

    /** How many bytes a value takes at most in a statement. */
    static int bytes(@Nullable Object value) {
        if (value instanceof byte[] binary) {
            return binary.length;
        }
        return value instanceof String text ? MOST_BYTES_OF_A_CHARACTER * text.length() : 0;
    }

    private static <T> void cut(List<T> rows, List<List<T>> portions) {
        int from = 0;
        for (int size = MOST; size >= LEAST; size /= STEP) {
            for (; rows.size() - from >= size; from += size) {
                portions.add(rows.subList(from, from + size));
            }
        }
        if (from < rows.size()) {
            portions.add(rows.subList(from, rows.size()));
        }
    }
}
