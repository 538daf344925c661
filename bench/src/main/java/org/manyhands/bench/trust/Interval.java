package org.manyhands.bench.trust;

import java.util.Locale;

/** Bounds of a share. */
record Interval(double low, double high) {
    private static final double Z = 1.959964;

    /** The 95 % score interval of Wilson (1927), sound for small counts too. */
    static Interval wilson(long hits, long of) {
        double share = (double) hits / of;
        double square = Z * Z / of;
        double middle = (share + square / 2) / (1 + square);
        double half = Z * Math.sqrt(share * (1 - share) / of + square / (4.0 * of)) / (1 + square);
        return new Interval(hits == 0 ? 0 : Math.max(0, middle - half), hits == of ? 1 : Math.min(1, middle + half));
    }

    String words() {
        return String.format(Locale.ROOT, "%s-%s", number(low), number(high));
    }

    static String number(double share) {
        return share == 0 ? "0" : String.format(Locale.ROOT, "%.1e", share).replace("e-0", "e-");
    }
}
