package org.manyhands.researcher.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Amounts of credit: microcredits inside, credits for people. One credit is 1,000,000 microcredits. */
public final class Credits {
    private static final int DIGITS = 6;

    private Credits() {}

    /** The exact amount without its unit: {@code 1,234.5}. */
    public static String number(long microcredits) {
        DecimalFormat format = new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(BigDecimal.valueOf(microcredits, DIGITS));
    }

    /** The exact amount: {@code 1,234.5 credits}. */
    public static String words(long microcredits) {
        return number(microcredits) + (microcredits == 1_000_000 ? " credit" : " credits");
    }

    /**
     * Reads credits as people write them: {@code 500}, {@code 0.25}.
     *
     * @throws NumberFormatException when it is no amount, is negative, has more than six decimals or is too large
     */
    public static long parse(String text) {
        BigDecimal credits = new BigDecimal(text.replace("_", ""));
        if (credits.signum() < 0) {
            throw new NumberFormatException("negative");
        }
        try {
            return credits.setScale(DIGITS, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new NumberFormatException("more than six decimals, or too large");
        }
    }
}
