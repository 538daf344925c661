package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies an application version. In JSON a string of decimal digits. */
public record AppVersionId(long value) implements Comparable<AppVersionId> {
    @JsonCreator
    public static AppVersionId of(String text) {
        return new AppVersionId(Identifiers.parse("an application version", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(AppVersionId other) {
        return Long.compare(value, other.value);
    }
}
