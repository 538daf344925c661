package org.manyhands.db.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations ({@code 24h}), sizes ({@code 512MiB}) and shares ({@code 5%}) as people write them. */
public final class Quantities {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})\\s*(B|KiB|MiB|GiB|TiB)?");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,2})?)\\s*%");
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

    private Quantities() {}

    /** A whole number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d}. */
    public static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a duration; expected a whole number and a unit, such as 90s, 15m, 24h or 7d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** Bytes: a whole number with {@code B}, {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB}; without a unit, bytes. */
    public static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (matcher.matches()) {
            String unit = matcher.group(2) == null ? "B" : matcher.group(2);
            try {
                return Math.multiplyExact(Long.parseLong(matcher.group(1)), BYTES.getOrDefault(unit, 1L));
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("'" + text + "' is more bytes than a 64-bit number holds", e);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a size; expected a whole number and a unit, such as 500KiB, 512MiB or 2GiB");
    }

    /** Basis points (hundredths of a percent) of a share from {@code 0%} to {@code 100%}, at most two decimals. */
    public static int basisPoints(String text) {
        Matcher matcher = PERCENT.matcher(text.strip());
        if (matcher.matches()) {
            int points = new BigDecimal(matcher.group(1)).movePointRight(2).intValueExact();
            if (points <= 10_000) {
                return points;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is not a share; expected a percentage from 0% to 100%, such as 5% or 2.5%");
    }

    /** Bytes as people write them: the largest unit that divides them. */
    public static String sizeText(long bytes) {
        for (String unit : new String[] {"TiB", "GiB", "MiB", "KiB"}) {
            long size = BYTES.getOrDefault(unit, 1L);
            if (bytes >= size && bytes % size == 0) {
                return String.format(Locale.ROOT, "%d%s", bytes / size, unit);
            }
        }
        return bytes + "B";
    }

    /** Reads a {@link Duration} from YAML. */
    static final class DurationReader extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return duration(parser.getText());
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, e.getMessage());
            }
        }
    }

    /** Reads bytes from YAML. */
    static final class BytesReader extends StdScalarDeserializer<Long> {
        private static final long serialVersionUID = 1L;

        BytesReader() {
            super(Long.class);
        }

        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return bytes(parser.getText());
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, e.getMessage());
            }
        }
    }

    /** Reads a share from YAML. */
    static final class ShareReader extends StdScalarDeserializer<Integer> {
        private static final long serialVersionUID = 1L;

        ShareReader() {
            super(Integer.class);
        }

        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return basisPoints(parser.getText());
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, e.getMessage());
            }
        }
    }
}
