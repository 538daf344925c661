package org.manyhands.sandbox.engine.post;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import run.endive.runtime.WasmRuntimeException;

/**
 * Reads and writes of linear memory by compiled code, which passes the array and the size in bytes. The size may be less
 * than the array's length, and what lies beyond it is out of bounds.
 */
public final class MemoryAccess {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private MemoryAccess() {}

    /**
     * Checks an address, an unsigned number of 32 bits, and adds the offset to it. Memory is smaller than 2 GiB: both a
     * negative address and a sum that becomes negative are out of bounds.
     */
    private static int place(int base, int offset, int end) {
        try {
            return Objects.checkIndex(offset == 0 || base < 0 ? base : base + offset, end);
        } catch (IndexOutOfBoundsException e) {
            throw new WasmRuntimeException("out of bounds memory access");
        }
    }

    public static byte memoryReadByte(int base, int offset, byte[] memory, int size) {
        return memory[place(base, offset, size)];
    }

    public static short memoryReadShort(int base, int offset, byte[] memory, int size) {
        return (short) SHORT.get(memory, place(base, offset, size - 1));
    }

    public static int memoryReadInt(int base, int offset, byte[] memory, int size) {
        return (int) INT.get(memory, place(base, offset, size - 3));
    }

    public static long memoryReadLong(int base, int offset, byte[] memory, int size) {
        return (long) LONG.get(memory, place(base, offset, size - 7));
    }

    public static float memoryReadFloat(int base, int offset, byte[] memory, int size) {
        return Float.intBitsToFloat(memoryReadInt(base, offset, memory, size));
    }

    public static double memoryReadDouble(int base, int offset, byte[] memory, int size) {
        return Double.longBitsToDouble(memoryReadLong(base, offset, memory, size));
    }

    public static void memoryWriteByte(int base, byte value, int offset, byte[] memory, int size) {
        memory[place(base, offset, size)] = value;
    }

    public static void memoryWriteShort(int base, short value, int offset, byte[] memory, int size) {
        SHORT.set(memory, place(base, offset, size - 1), value);
    }

    public static void memoryWriteInt(int base, int value, int offset, byte[] memory, int size) {
        INT.set(memory, place(base, offset, size - 3), value);
    }

    public static void memoryWriteLong(int base, long value, int offset, byte[] memory, int size) {
        LONG.set(memory, place(base, offset, size - 7), value);
    }

    public static void memoryWriteFloat(int base, float value, int offset, byte[] memory, int size) {
        memoryWriteInt(base, Float.floatToRawIntBits(value), offset, memory, size);
    }

    public static void memoryWriteDouble(int base, double value, int offset, byte[] memory, int size) {
        memoryWriteLong(base, Double.doubleToRawLongBits(value), offset, memory, size);
    }
}
