package org.manyhands.protocol.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Identifies an account: a person or a group. In JSON a string of decimal digits. */
public record AccountId(long value) implements Comparable<AccountId> {
    @JsonCreator
    public static AccountId of(String text) {
        return new AccountId(Identifiers.parse("an account: a person or a group", text));
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(AccountId other) {
        return Long.compare(value, other.value);
    }
}
