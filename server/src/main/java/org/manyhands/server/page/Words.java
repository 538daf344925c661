package org.manyhands.server.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers and times as people say them. */
final class Words {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000_000);
    private static final String[] THOUSANDS = {"", " thousand", " million", " billion", " trillion", " quadrillion"};
    private static final String[] BYTES = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Words() {}

    /** {@code 4,096}. */
    static String number(long value) {
        return format("#,##0", BigDecimal.valueOf(value));
    }

    /** {@code 1 task}, {@code 4,096 tasks}. */
    static String count(long value, String one, String many) {
        return number(value) + " " + (value == 1 ? one : many);
    }

    /** Credits with as many decimals as matter: {@code 0}, {@code 0.0042}, {@code 3.14}, {@code 1,234}. */
    static String credits(long microcredits) {
        BigDecimal credits = BigDecimal.valueOf(microcredits).divide(MICRO);
        BigDecimal size = credits.abs();
        if (size.compareTo(BigDecimal.valueOf(1_000)) >= 0) {
            return format("#,##0", credits);
        }
        if (size.compareTo(BigDecimal.ONE) >= 0) {
            return format("#,##0.##", credits);
        }
        return format("0.######", credits.round(new MathContext(2, RoundingMode.HALF_UP)));
    }

    /** {@code 12.4 billion}: three figures and the power of a thousand. */
    static String large(long value) {
        BigDecimal rest = BigDecimal.valueOf(value);
        int power = 0;
        while (rest.abs().compareTo(BigDecimal.valueOf(1_000)) >= 0 && power < THOUSANDS.length - 1) {
            rest = rest.movePointLeft(3);
            power++;
        }
        return format("0.#", rest) + THOUSANDS[power];
    }

    /** {@code 812 bytes}, {@code 15.6 GiB}. */
    static String bytes(long value) {
        BigDecimal rest = BigDecimal.valueOf(value);
        int power = 0;
        while (rest.compareTo(BigDecimal.valueOf(1_024)) >= 0 && power < BYTES.length - 1) {
            rest = rest.divide(BigDecimal.valueOf(1_024));
            power++;
        }
        return format("0.#", rest) + " " + BYTES[power];
    }

    /** A length of time, rounded so that it seldom changes: {@code 25 seconds}, {@code 4 minutes}, {@code 3 days}. */
    static String span(long millis) {
        if (millis < 90 * SECOND) {
            long fives = Math.max(1, Math.round(millis / (5.0 * SECOND)));
            return fives * 5 + " seconds";
        }
        if (millis < 90 * MINUTE) {
            return Math.round(millis / (double) MINUTE) + " minutes";
        }
        if (millis < 36 * HOUR) {
            return Math.round(millis / (double) HOUR) + " hours";
        }
        return count(Math.round(millis / (double) DAY), "day", "days");
    }

    /** {@code just now}, {@code under a minute ago}, {@code 4 minutes ago}. */
    static String ago(long millis, long nowMillis) {
        long past = nowMillis - millis;
        if (past < 15 * SECOND) {
            return "just now";
        }
        return past < MINUTE ? "under a minute ago" : span(Math.max(past, 90 * SECOND)) + " ago";
    }

    /** {@code in about 4 minutes}; {@code any moment now} when it is past or within five seconds. */
    static String ahead(long millis, long nowMillis) {
        long left = millis - nowMillis;
        return left <= 5 * SECOND ? "any moment now" : "in about " + span(left);
    }

    private static String format(String pattern, BigDecimal value) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }
}
