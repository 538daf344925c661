package org.manyhands.sandbox.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of 64 bits; digits may be grouped by {@code _}. */
final class WholeNumber implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return Long.parseLong(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is not a whole number between -9223372036854775808 and 9223372036854775807; write digits only");
        }
    }
}
