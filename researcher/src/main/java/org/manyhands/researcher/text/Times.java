package org.manyhands.researcher.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments and spans of time, in the reader's own time zone. */
public final class Times {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ANOTHER_DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Times() {}

    /** The time of day, with its date when that is not today's. */
    public static String moment(long millis, long nowMillis, ZoneId zone) {
        ZonedDateTime then = Instant.ofEpochMilli(millis).atZone(zone);
        boolean today = then.toLocalDate()
                .equals(Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate());
        return (today ? TODAY : ANOTHER_DAY).format(then);
    }

    /** {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d 4 h}. */
    public static String span(long millis) {
        Duration span = Duration.ofMillis(Math.max(0, millis));
        if (span.toMinutes() < 1) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        if (span.toDays() < 1) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toDays() + " d " + span.toHoursPart() + " h";
    }
}
