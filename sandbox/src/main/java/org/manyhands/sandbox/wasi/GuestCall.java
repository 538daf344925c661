package org.manyhands.sandbox.wasi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One call of a WASI function: its arguments, the caller's memory, and the process it belongs to. */
record GuestCall(WasiProcess process, GuestMemory memory, long[] arguments) {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    int intAt(int argument) {
        return (int) arguments[argument];
    }

    long longAt(int argument) {
        return arguments[argument];
    }

    /** A place of so many bytes inside the guest's memory, as an index into its bytes. */
    int place(int address, long bytes) {
        long start = Integer.toUnsignedLong(address);
        if (bytes < 0 || start + bytes > memory.sizeBytes()) {
            throw new WasiException(Errno.FAULT);
        }
        return (int) start;
    }

    byte[] bytes() {
        return memory.bytes();
    }

    int readInt(int address) {
        return (int) INT.get(bytes(), place(address, 4));
    }

    long readLong(int address) {
        return (long) LONG.get(bytes(), place(address, 8));
    }

    int readUnsignedShort(int address) {
        return Short.toUnsignedInt((short) SHORT.get(bytes(), place(address, 2)));
    }

    int readUnsignedByte(int address) {
        return Byte.toUnsignedInt(bytes()[place(address, 1)]);
    }

    void writeInt(int address, int value) {
        INT.set(bytes(), place(address, 4), value);
    }

    void writeLong(int address, long value) {
        LONG.set(bytes(), place(address, 8), value);
    }

    void writeShort(int address, int value) {
        SHORT.set(bytes(), place(address, 2), (short) value);
    }

    void writeByte(int address, int value) {
        bytes()[place(address, 1)] = (byte) value;
    }

    void write(int address, byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes(), place(address, length), length);
    }

    void fillZero(int address, int length) {
        int start = place(address, length);
        java.util.Arrays.fill(bytes(), start, start + length, (byte) 0);
    }

    /** A string of the guest; not UTF-8 is an error. */
    String text(int address, int length) {
        int start = place(address, Integer.toUnsignedLong(length));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(), start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WasiException(Errno.ILSEQ);
        }
    }

    /** Charges work that grows with a number of bytes. */
    void chargeBytes(long bytes) {
        process.fuel().charge(bytes / WasiFuel.BYTES_PER_UNIT);
    }
}
