package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a work unit. In JSON a string of decimal digits. */
public record WorkUnitId(long value) implements Comparable<WorkUnitId> {
    @JsonCreator
    public static WorkUnitId of(String text) {
        return new WorkUnitId(Identifiers.parse("a work unit", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(WorkUnitId other) {
        return Long.compare(value, other.value);
    }
}
