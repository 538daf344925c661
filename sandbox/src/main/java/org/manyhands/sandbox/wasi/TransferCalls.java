package org.manyhands.sandbox.wasi;

import java.util.List;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.files.RegularFile;

/** Bytes between files or streams and memory. */
final class TransferCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of("fd_read", "iiii", TransferCalls::read),
            WasiFunction.of("fd_pread", "iiiIi", TransferCalls::readAt),
            WasiFunction.of("fd_write", "iiii", TransferCalls::write),
            WasiFunction.of("fd_pwrite", "iiiIi", TransferCalls::writeAt));

    private static final int VECTOR_BYTES = 8;

    /** Moves one vector; returns how many bytes, fewer than asked at the end of a file. */
    @FunctionalInterface
    private interface Mover {
        int move(byte[] memory, int start, int length);
    }

    private TransferCalls() {}

    private static void read(GuestCall call) {
        Descriptor descriptor = call.process().descriptors().get(call.intAt(0));
        if (descriptor instanceof Descriptor.Input input) {
            move(call, call.intAt(3), input::read);
        } else if (descriptor instanceof Descriptor.Output) {
            throw new WasiException(Errno.BADF);
        } else {
            Descriptor.OpenFile open = call.process().descriptors().file(call.intAt(0));
            RegularFile file = open.fileToRead();
            move(call, call.intAt(3), (memory, start, length) -> {
                int count = file.read(open.position(), memory, start, length);
                open.setPosition(open.position() + count);
                return count;
            });
        }
    }

    private static void readAt(GuestCall call) {
        RegularFile file = call.process().descriptors().file(call.intAt(0)).fileToRead();
        Position position = new Position(call.longAt(3));
        move(call, call.intAt(4), (memory, start, length) -> {
            int count = file.read(position.value, memory, start, length);
            position.value += count;
            return count;
        });
    }

    private static void write(GuestCall call) {
        Descriptor descriptor = call.process().descriptors().get(call.intAt(0));
        if (descriptor instanceof Descriptor.Output output) {
            move(call, call.intAt(3), (memory, start, length) -> {
                output.capture().write(memory, start, length);
                return length;
            });
        } else if (descriptor instanceof Descriptor.Input) {
            throw new WasiException(Errno.BADF);
        } else {
            Descriptor.OpenFile open = call.process().descriptors().file(call.intAt(0));
            OutputNode file = open.fileToWrite();
            if (open.append()) {
                open.setPosition(file.size());
            }
            move(call, call.intAt(3), (memory, start, length) -> {
                file.write(open.position(), memory, start, length);
                open.setPosition(open.position() + length);
                return length;
            });
        }
    }

    private static void writeAt(GuestCall call) {
        OutputNode file = call.process().descriptors().file(call.intAt(0)).fileToWrite();
        Position position = new Position(call.longAt(3));
        move(call, call.intAt(4), (memory, start, length) -> {
            file.write(position.value, memory, start, length);
            position.value += length;
            return length;
        });
    }

    /** Moves all vectors of a call and writes how many bytes that were. */
    private static void move(GuestCall call, int resultAddress, Mover mover) {
        int vectors = call.intAt(1);
        long count = Integer.toUnsignedLong(call.intAt(2));
        call.place(vectors, count * VECTOR_BYTES);
        call.place(resultAddress, 4);
        requireInside(call, vectors, count);
        int total = 0;
        for (int i = 0; i < count; i++) {
            int vector = vectors + i * VECTOR_BYTES;
            int length = call.readInt(vector + 4);
            int start = call.place(call.readInt(vector), Integer.toUnsignedLong(length));
            int moved = mover.move(call.bytes(), start, length);
            total += moved;
            if (moved < length) {
                break;
            }
        }
        call.writeInt(resultAddress, total);
    }

    /**
     * Every vector must lie in memory before anything moves; their sum must fit the result. Looking is charged before
     * it is done, since there may be millions of them and the last may be wrong.
     */
    private static void requireInside(GuestCall call, int vectors, long count) {
        call.chargeBytes(count * VECTOR_BYTES);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long length = Integer.toUnsignedLong(call.readInt(vectors + i * VECTOR_BYTES + 4));
            call.place(call.readInt(vectors + i * VECTOR_BYTES), length);
            sum += length;
        }
        if (sum > Integer.MAX_VALUE) {
            throw new WasiException(Errno.INVAL);
        }
        call.chargeBytes(sum);
    }

    /** A position that moves during one call; never negative. */
    private static final class Position {
        private long value;

        Position(long value) {
            if (value < 0) {
                throw new WasiException(Errno.INVAL);
            }
            this.value = value;
        }
    }
}
