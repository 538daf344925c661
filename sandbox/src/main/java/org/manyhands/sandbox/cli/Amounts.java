package org.manyhands.sandbox.cli;

import java.util.Locale;

/** Large numbers as people read them. */
final class Amounts {
    private static final String[] THOUSANDS = {"", " k", " M", " G", " T", " P", " E"};
    private static final String[] KIBI = {" B", " KiB", " MiB", " GiB", " TiB"};

    private Amounts() {}

    /** {@code 950}, {@code 1.2 M}, {@code 34.5 G}. */
    static String count(long number) {
        return scaled(number, 1_000, THOUSANDS);
    }

    /** {@code 950 B}, {@code 1.2 MiB}. */
    static String bytes(long number) {
        return scaled(number, 1_024, KIBI);
    }

    private static String scaled(long number, int step, String[] units) {
        double value = number;
        int unit = 0;
        while (value >= step && unit < units.length - 1) {
            value /= step;
            unit++;
        }
        return unit == 0 ? number + units[0] : String.format(Locale.ROOT, "%.1f%s", value, units[unit]);
    }
}
