package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a result: one copy of a work unit on one host. In JSON a string of decimal digits. */
public record ResultId(long value) implements Comparable<ResultId> {
    @JsonCreator
    public static ResultId of(String text) {
        return new ResultId(Identifiers.parse("a result: one copy of a work unit on one host", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(ResultId other) {
        return Long.compare(value, other.value);
    }
}
