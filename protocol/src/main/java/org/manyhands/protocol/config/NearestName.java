package org.manyhands.protocol.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The known name with the fewest edits, if at most half of its letters differ. */
    public static Optional<String> of(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(unknown, name) <= Math.max(2, name.length() / 2))
                .min(Comparator.<String>comparingInt(name -> distance(unknown, name))
                        .thenComparing(name -> name));
    }

    /** Edits, two neighbours that changed places counted as one (optimal string alignment). */
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            edits[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            edits[i][0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(edits[i - 1][j - 1] + same, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                edits[i][j] = swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
            }
        }
        return edits[left.length()][right.length()];
    }
}
