package org.manyhands.assimilator.build;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers as programs write them, read exactly. */
public final class ExactNumber {
    /** Longer texts are no numbers here; with the limit on exponents this bounds the work of adding them. */
    public static final int LONGEST = 4_000;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
    private static final Pattern NOT_A_VALUE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)(\\([^)]*\\))?");

    private ExactNumber() {}

    /** The number, or empty when the text is none: digits, a point, an exponent of at most four digits. */
    public static Optional<BigDecimal> of(String text) {
        return text.length() <= LONGEST && DECIMAL.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** True for what programs write where a number is missing: nothing, {@code nan}, {@code -inf}. */
    public static boolean isMissing(String text) {
        return text.isBlank() || NOT_A_VALUE.matcher(text.strip()).matches();
    }
}
