package org.manyhands.sandbox.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.manyhands.sandbox.wasi.GuestMemory;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.PassiveDataSegment;

/**
 * Linear memory in one flat array. The array is as long as memory is large, which makes checks of bounds cheap, until
 * that has cost {@link #EXACT_COPIES}. From then on it doubles when memory grows, along the sequence that ends exactly at
 * the maximum, so that each byte is copied about once. Old and new array are never more than one and a half times the
 * maximum. Bounds are those of the pages, not of the array.
 *
 * <p>Addresses are unsigned 32-bit numbers; memory stays below 2 GiB, so a negative address is out of bounds.
 */
final class FlatMemory implements Memory, GuestMemory {
    /** Most pages: one less than 2 GiB, so that every size is a positive int. */
    static final int MAXIMUM_PAGES = (1 << 15) - 1;

    /** Bytes that may be copied, some hundredths of a second, to keep the array without spare room. */
    static final long EXACT_COPIES = 256L << 20;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int initialPages;
    private final int maximumPages;
    private long exactCopies;
    private byte[] bytes;
    private int size;
    private DataSegment[] segments = new DataSegment[0];
    private Follower follower = (array, sizeBytes) -> {};

    /** Has to know where memory is. */
    interface Follower {
        void moved(byte[] array, int sizeBytes);
    }

    /**
     * Makes the memory at its initial size.
     *
     * @param maximumPages the lower of the declared maximum and the work unit's limit
     */
    FlatMemory(int initialPages, int maximumPages) {
        this(initialPages, maximumPages, EXACT_COPIES);
    }

    FlatMemory(int initialPages, int maximumPages, long exactCopies) {
        this.exactCopies = exactCopies;
        this.initialPages = initialPages;
        this.maximumPages = maximumPages;
        this.size = initialPages * PAGE_SIZE;
        this.bytes = new byte[size];
    }

    /** Tells the follower where memory is, now and whenever it grows. */
    void follow(Follower newFollower) {
        follower = newFollower;
        newFollower.moved(bytes, size);
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int sizeBytes() {
        return size;
    }

    @Override
    public int pages() {
        return size / PAGE_SIZE;
    }

    @Override
    public int grow(int more) {
        int before = pages();
        if (more < 0 || more > maximumPages - before) {
            return -1;
        }
        int needed = (before + more) * PAGE_SIZE;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacityFor(before + more) * PAGE_SIZE);
        }
        size = needed;
        follower.moved(bytes, size);
        return before;
    }

    /** So many pages while that is cheap; then the smallest of maximum, maximum/2, maximum/4, ... that holds them. */
    private int capacityFor(int pages) {
        exactCopies -= bytes.length;
        if (exactCopies >= 0 && pages <= maximumPages / 2) {
            return pages;
        }
        int capacity = maximumPages;
        while ((capacity + 1) / 2 >= pages) {
            capacity = (capacity + 1) / 2;
        }
        return capacity;
    }

    @Override
    public int initialPages() {
        return initialPages;
    }

    @Override
    public int maximumPages() {
        return maximumPages;
    }

    MemoryLimits limits() {
        return new MemoryLimits(initialPages, maximumPages);
    }

    @Override
    public byte read(int address) {
        return bytes[place(address, 1)];
    }

    @Override
    public short readShort(int address) {
        return (short) SHORT.get(bytes, place(address, 2));
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public int readInt(int address) {
        return (int) INT.get(bytes, place(address, 4));
    }

    @Override
    public long readLong(int address) {
        return (long) LONG.get(bytes, place(address, 8));
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public byte[] readBytes(int address, int length) {
        int from = range(address, length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    @Override
    public void writeByte(int address, byte value) {
        bytes[place(address, 1)] = value;
    }

    @Override
    public void writeShort(int address, short value) {
        SHORT.set(bytes, place(address, 2), value);
    }

    @Override
    public void writeI32(int address, int value) {
        INT.set(bytes, place(address, 4), value);
    }

    @Override
    public void writeLong(int address, long value) {
        LONG.set(bytes, place(address, 8), value);
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public void write(int address, byte[] data, int offset, int length) {
        int to = range(address, length);
        if (offset < 0 || length > data.length - offset) {
            throw outOfBounds();
        }
        System.arraycopy(data, offset, bytes, to, length);
    }

    @Override
    public void fill(byte value, int from, int to) {
        if (from < 0 || to < from || to > size) {
            throw outOfBounds();
        }
        Arrays.fill(bytes, from, to, value);
    }

    @Override
    public void copy(int destination, int source, int length) {
        int from = range(source, length);
        System.arraycopy(bytes, from, bytes, range(destination, length), length);
    }

    @Override
    public void zero() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        initialize(instance, dataSegments, 0);
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments, int memoryIndex) {
        segments = dataSegments == null ? new DataSegment[0] : dataSegments;
        ActiveSegments.write(instance, segments, memoryIndex, this);
    }

    @Override
    public void initPassiveSegment(int segment, int destination, int offset, int length) {
        write(destination, segments[segment].data(), offset, length);
    }

    @Override
    public void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    @SuppressWarnings("removal")
    public Object lock(int address) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        throw noThreads();
    }

    @Override
    @SuppressWarnings("removal")
    public int notify(int address, int maximum) {
        throw noThreads();
    }

    /** Checks an access of a few bytes. A check that the compiler can hoist out of loops. */
    private int place(int address, int width) {
        try {
            return Objects.checkIndex(address, size - (width - 1));
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds();
        }
    }

    private int range(int address, int length) {
        if (address < 0 || length < 0 || length > size - address) {
            throw outOfBounds();
        }
        return address;
    }

    private static WasmRuntimeException outOfBounds() {
        return new WasmRuntimeException(Traps.MEMORY_OUT_OF_BOUNDS);
    }

    private static UnsupportedOperationException noThreads() {
        return new UnsupportedOperationException("the deterministic profile has no threads");
    }
}
