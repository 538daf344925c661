package org.manyhands.protocol.id;

/** Reads identifiers that people and programs send. */
final class Identifiers {
    private Identifiers() {}

    static long parse(String kind, String text) {
        try {
            long value = Long.parseLong(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message below.
        }
        throw new IllegalArgumentException(
                "'" + text + "' does not name " + kind + ": it must be a positive whole number");
    }
}
