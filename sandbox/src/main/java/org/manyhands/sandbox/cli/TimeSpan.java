package org.manyhands.sandbox.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 2s}, {@code 10m} or {@code 1h}, as milliseconds. */
final class TimeSpan implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");

    private static final Map<String, Long> UNITS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new TypeConversionException("'" + text + "' is not a time; write 500ms, 2s, 10m or 1h");
        }
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
