package org.manyhands.agent.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes: {@code 268435456}, {@code 256M}, {@code 2G}. */
final class SizeConverter implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,11})([kmg]?)b?");
    private static final long LEAST = 64 << 10;
    private static final long MOST = 4L << 30;

    @Override
    public Long convert(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a size; write it like 512M or 2G");
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long number = Long.parseLong(matcher.group(1));
        if (number > MOST >> shift || number << shift < LEAST) {
            throw new TypeConversionException(
                    "'" + text + "' is out of range; a task's memory is 64K (one page) to 4G (all of WebAssembly's)");
        }
        return number << shift;
    }
}
