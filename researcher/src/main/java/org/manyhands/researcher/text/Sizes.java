package org.manyhands.researcher.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes, in powers of 1,024. */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("([0-9][0-9_]*) *(B|KiB|MiB|GiB)?");
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    private Sizes() {}

    /** {@code 812 B}, {@code 1.5 KiB}, {@code 64 MiB}. */
    public static String words(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int shift = bytes < 1L << 20 ? 10 : bytes < 1L << 30 ? 20 : 30;
        String unit = shift == 10 ? " KiB" : shift == 20 ? " MiB" : " GiB";
        String number = String.format(Locale.ROOT, "%.1f", bytes / (double) (1L << shift));
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + unit;
    }

    /**
     * Reads {@code 65536}, {@code 64KiB}, {@code 64 MiB}, {@code 1GiB}.
     *
     * @throws NumberFormatException when it is no size
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new NumberFormatException("not a size");
        }
        long number = Long.parseLong(matcher.group(1).replace("_", ""));
        int shift = matcher.group(2) == null ? 0 : SHIFTS.getOrDefault(matcher.group(2), 0);
        if (number > Long.MAX_VALUE >> shift) {
            throw new NumberFormatException("too large");
        }
        return number << shift;
    }
}
