package org.manyhands.sandbox.wasi;

import java.util.List;
import org.manyhands.sandbox.files.OutputNode;

/** Descriptors as such: position, size, closing. */
final class DescriptorCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of(
                    "fd_advise", "iIIi", call -> call.process().descriptors().file(call.intAt(0))),
            WasiFunction.of("fd_allocate", "iII", DescriptorCalls::allocate),
            WasiFunction.of(
                    "fd_close", "i", call -> call.process().descriptors().close(call.intAt(0))),
            WasiFunction.of(
                    "fd_datasync", "i", call -> call.process().descriptors().get(call.intAt(0))),
            WasiFunction.of("fd_filestat_set_size", "iI", DescriptorCalls::setSize),
            WasiFunction.of(
                    "fd_renumber", "ii", call -> call.process().descriptors().renumber(call.intAt(0), call.intAt(1))),
            WasiFunction.of("fd_seek", "iIii", DescriptorCalls::seek),
            WasiFunction.of("fd_sync", "i", call -> call.process().descriptors().get(call.intAt(0))),
            WasiFunction.of("fd_tell", "ii", DescriptorCalls::tell));

    private static final int FROM_START = 0;
    private static final int FROM_POSITION = 1;
    private static final int FROM_END = 2;

    private DescriptorCalls() {}

    private static void allocate(GuestCall call) {
        OutputNode file = call.process().descriptors().file(call.intAt(0)).fileToWrite();
        long end = requireSize(call.longAt(1)) + requireSize(call.longAt(2));
        if (requireSize(end) > file.size()) {
            file.resize(end);
        }
    }

    private static void setSize(GuestCall call) {
        OutputNode file = call.process().descriptors().file(call.intAt(0)).fileToWrite();
        file.resize(requireSize(call.longAt(1)));
    }

    private static void seek(GuestCall call) {
        Descriptor.OpenFile file = call.process().descriptors().file(call.intAt(0));
        long base = switch (call.intAt(2)) {
            case FROM_START -> 0;
            case FROM_POSITION -> file.position();
            case FROM_END -> file.file().size();
            default -> throw new WasiException(Errno.INVAL);
        };
        long offset = call.longAt(1);
        long target = base + offset;
        if (target < 0) {
            throw new WasiException(offset < 0 ? Errno.INVAL : Errno.OVERFLOW);
        }
        file.setPosition(target);
        call.writeLong(call.intAt(3), target);
    }

    private static void tell(GuestCall call) {
        call.writeLong(
                call.intAt(1), call.process().descriptors().file(call.intAt(0)).position());
    }

    private static long requireSize(long size) {
        if (size < 0) {
            throw new WasiException(Errno.INVAL);
        }
        return size;
    }
}
