package org.manyhands.sandbox.rewrite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over the bytes of a module, in the encoding of the WebAssembly specification, section 5.2. Every read is
 * checked; what does not fit is a {@link MalformedModuleException} with the offset in the whole module.
 */
final class BinaryReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    BinaryReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    boolean atEnd() {
        return position >= end;
    }

    byte[] bytes() {
        return bytes;
    }

    /** One byte, 0 to 255. */
    int u8(String what) {
        if (position >= end) {
            throw new MalformedModuleException(position, "truncated: " + what + " expected");
        }
        return bytes[position++] & 0xff;
    }

    /** The next byte without taking it, or -1 at the end. */
    int peek() {
        return position < end ? bytes[position] & 0xff : -1;
    }

    /** An unsigned 32-bit number that this implementation can hold: at most 2^31 - 1. */
    int u32(String what) {
        int at = position;
        long value = unsigned(32, what);
        if (value > Integer.MAX_VALUE) {
            throw new MalformedModuleException(at, what + " " + value + " is beyond any module");
        }
        return (int) value;
    }

    /** An unsigned number of at most 64 bits; those of 2^63 and above come back negative. */
    long u64(String what) {
        return unsigned(64, what);
    }

    /** A signed number of 33 bits, which is how block types are written. */
    long s33(String what) {
        return signed(33, what);
    }

    long s32(String what) {
        return signed(32, what);
    }

    long s64(String what) {
        return signed(64, what);
    }

    void skip(int count, String what) {
        if (count < 0 || count > end - position) {
            throw new MalformedModuleException(
                    position,
                    "truncated: " + what + " of " + count + " bytes expected, " + (end - position) + " are left");
        }
        position += count;
    }

    /** A name: a length and so many bytes of UTF-8. */
    String name(String what) {
        int length = u32(what);
        int start = position;
        skip(length, what);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedModuleException(start, what + " is not UTF-8");
        }
    }

    /** A reader of the next {@code length} bytes, which this one passes over. */
    BinaryReader slice(int length, String what) {
        int start = position;
        skip(length, what);
        return new BinaryReader(bytes, start, position);
    }

    private long unsigned(int bits, String what) {
        int at = position;
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int piece = u8(what);
            int room = bits - shift;
            if (room < 7 && (piece & 0x7f) >>> room != 0) {
                throw new MalformedModuleException(at, what + " does not fit " + bits + " bits");
            }
            value |= (long) (piece & 0x7f) << shift;
            if ((piece & 0x80) == 0) {
                return value;
            }
            if (room <= 7) {
                throw new MalformedModuleException(at, what + " is longer than " + bits + " bits need");
            }
        }
    }

    private long signed(int bits, String what) {
        int at = position;
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int piece = u8(what);
            int room = bits - shift;
            if (room < 7) {
                // The bits past the number's width must repeat its sign.
                int signAndAbove = (byte) (piece << 1) >> room;
                if (signAndAbove != 0 && signAndAbove != -1) {
                    throw new MalformedModuleException(at, what + " does not fit " + bits + " bits");
                }
            }
            value |= (long) (piece & 0x7f) << shift;
            if ((piece & 0x80) == 0) {
                int used = Math.min(64, shift + 7);
                return value << (64 - used) >> (64 - used);
            }
            if (room <= 7) {
                throw new MalformedModuleException(at, what + " is longer than " + bits + " bits need");
            }
        }
    }
}
