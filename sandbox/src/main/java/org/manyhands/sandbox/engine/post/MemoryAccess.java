package org.manyhands.sandbox.engine.post;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import run.endive.runtime.WasmRuntimeException;

/**
 * Reads and writes of linear memory by compiled code, which passes the array and memory's size in bytes. The array is
 * usually as long as memory is large; then the JVM's own check of bounds is enough, and it is all that is compiled. Once
 * an array has spare room, {@link #expectSpareRoom} makes the JVM compile all accesses anew, with a check of the size.
 *
 * <p>Each {@link LoadedGuest} loads this class for itself.
 */
public final class MemoryAccess {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final MutableCallSite SPARE_ROOM = new MutableCallSite(MethodHandles.constant(boolean.class, false));
    private static final MethodHandle HAS_SPARE_ROOM = SPARE_ROOM.dynamicInvoker();

    private MemoryAccess() {}

    /** To be called before any access to an array that is longer than memory is large. */
    public static void expectSpareRoom() {
        SPARE_ROOM.setTarget(MethodHandles.constant(boolean.class, true));
        MutableCallSite.syncAll(new MutableCallSite[] {SPARE_ROOM});
    }

    /**
     * The index of an address, an unsigned number of 32 bits, and an offset. Memory is smaller than 2 GiB: a negative
     * address, and a sum that becomes negative, are out of bounds.
     *
     * @param end the first index that is out of bounds
     */
    private static int place(int base, int offset, int end) {
        int index = offset == 0 || base < 0 ? base : base + offset;
        return hasSpareRoom() ? Objects.checkIndex(index, end) : index;
    }

    /** A constant to the JVM's compiler. */
    private static boolean hasSpareRoom() {
        try {
            return (boolean) HAS_SPARE_ROOM.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("a constant cannot fail", e);
        }
    }

    private static WasmRuntimeException outOfBounds() {
        return new WasmRuntimeException("out of bounds memory access");
    }

    public static byte memoryReadByte(int base, int offset, byte[] memory, int size) {
        try {
            return memory[place(base, offset, size)];
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static short memoryReadShort(int base, int offset, byte[] memory, int size) {
        try {
            return (short) SHORT.get(memory, place(base, offset, size - 1));
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static int memoryReadInt(int base, int offset, byte[] memory, int size) {
        try {
            return (int) INT.get(memory, place(base, offset, size - 3));
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static long memoryReadLong(int base, int offset, byte[] memory, int size) {
        try {
            return (long) LONG.get(memory, place(base, offset, size - 7));
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static float memoryReadFloat(int base, int offset, byte[] memory, int size) {
        return Float.intBitsToFloat(memoryReadInt(base, offset, memory, size));
    }

    public static double memoryReadDouble(int base, int offset, byte[] memory, int size) {
        return Double.longBitsToDouble(memoryReadLong(base, offset, memory, size));
    }

    public static void memoryWriteByte(int base, byte value, int offset, byte[] memory, int size) {
        try {
            memory[place(base, offset, size)] = value;
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static void memoryWriteShort(int base, short value, int offset, byte[] memory, int size) {
        try {
            SHORT.set(memory, place(base, offset, size - 1), value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static void memoryWriteInt(int base, int value, int offset, byte[] memory, int size) {
        try {
            INT.set(memory, place(base, offset, size - 3), value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static void memoryWriteLong(int base, long value, int offset, byte[] memory, int size) {
        try {
            LONG.set(memory, place(base, offset, size - 7), value);
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    public static void memoryWriteFloat(int base, float value, int offset, byte[] memory, int size) {
        memoryWriteInt(base, Float.floatToRawIntBits(value), offset, memory, size);
    }

    public static void memoryWriteDouble(int base, double value, int offset, byte[] memory, int size) {
        memoryWriteLong(base, Double.doubleToRawLongBits(value), offset, memory, size);
    }
}
