package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a row of the journal. In JSON a string of decimal digits. */
public record TransferId(long value) implements Comparable<TransferId> {
    @JsonCreator
    public static TransferId of(String text) {
        return new TransferId(Identifiers.parse("a row of the journal", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(TransferId other) {
        return Long.compare(value, other.value);
    }
}
