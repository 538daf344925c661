package org.manyhands.sandbox.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant by a name that is not known. */
final class NearestName {
    private NearestName() {}

    /** The known name that the fewest edits lead to (Levenshtein distance); none if half the name would have to go. */
    static Optional<String> of(String unknown, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> 2 * distance(unknown, name) <= Math.max(unknown.length(), name.length()));
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
