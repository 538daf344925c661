package org.manyhands.sandbox.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a module in the making. Numbers are written in their shortest form, so the same module is the same bytes. */
final class BinaryWriter {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    BinaryWriter u8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    BinaryWriter u32(int value) {
        return u64(value & 0xffff_ffffL);
    }

    BinaryWriter u64(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            u8((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    /** A signed number, of 32, 33 or 64 bits: the form is the same. */
    BinaryWriter signed(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            u8((int) (rest & 0x7f) | 0x80);
            rest >>= 7;
        }
        return u8((int) rest & 0x7f);
    }

    BinaryWriter raw(byte[] from, int start, int end) {
        int length = end - start;
        ensure(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
        return this;
    }

    BinaryWriter raw(byte[] all) {
        return raw(all, 0, all.length);
    }

    BinaryWriter append(BinaryWriter other) {
        return raw(other.bytes, 0, other.size);
    }

    BinaryWriter name(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).raw(utf8);
    }

    /** A section, or anything else that is written as a number, a length and a content. */
    BinaryWriter section(int id, BinaryWriter content) {
        return u8(id).u32(content.size).append(content);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            long wanted = Math.max((long) size + more, bytes.length * 2L);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
