package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a batch. In JSON a string of decimal digits. */
public record BatchId(long value) implements Comparable<BatchId> {
    @JsonCreator
    public static BatchId of(String text) {
        return new BatchId(Identifiers.parse("a batch", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(BatchId other) {
        return Long.compare(value, other.value);
    }
}
