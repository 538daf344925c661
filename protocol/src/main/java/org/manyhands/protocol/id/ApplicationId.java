package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies an application. In JSON a string of decimal digits. */
public record ApplicationId(long value) implements Comparable<ApplicationId> {
    @JsonCreator
    public static ApplicationId of(String text) {
        return new ApplicationId(Identifiers.parse("an application", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(ApplicationId other) {
        return Long.compare(value, other.value);
    }
}
