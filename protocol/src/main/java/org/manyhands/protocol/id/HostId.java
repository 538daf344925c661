package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies a host: one computer of one account. In JSON a string of decimal digits. */
public record HostId(long value) implements Comparable<HostId> {
    @JsonCreator
    public static HostId of(String text) {
        return new HostId(Identifiers.parse("a host: one computer of one account", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(HostId other) {
        return Long.compare(value, other.value);
    }
}
