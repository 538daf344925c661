package org.manyhands.sandbox.fuzz;

/** Bytes as decisions: reads zeros when it is at its end. */
final class Script {
    private final byte[] bytes;
    private int position;

    Script(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean atEnd() {
        return position >= bytes.length;
    }

    int one() {
        return atEnd() ? 0 : Byte.toUnsignedInt(bytes[position++]);
    }

    int two() {
        return one() | one() << 8;
    }

    int four() {
        return two() | two() << 16;
    }

    long eight() {
        return Integer.toUnsignedLong(four()) | (long) four() << 32;
    }
}
