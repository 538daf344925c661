package org.manyhands.sandbox.wasi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.files.Node;

/** What a descriptor is: kind, flags, rights, size, times. */
final class DescriptorStatusCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of("fd_fdstat_get", "ii", DescriptorStatusCalls::status),
            WasiFunction.of("fd_fdstat_set_flags", "ii", DescriptorStatusCalls::setFlags),
            WasiFunction.of("fd_fdstat_set_rights", "iII", DescriptorStatusCalls::setRights),
            WasiFunction.of("fd_filestat_get", "ii", DescriptorStatusCalls::fileStatus),
            WasiFunction.of("fd_filestat_set_times", "iIIi", DescriptorStatusCalls::setTimes));

    private static final int STATUS_BYTES = 24;

    private DescriptorStatusCalls() {}

    private static void status(GuestCall call) {
        Descriptor descriptor = call.process().descriptors().get(call.intAt(0));
        int address = call.intAt(1);
        int type = FileType.UNKNOWN;
        int flags = 0;
        if (descriptor instanceof Descriptor.OpenFile file) {
            type = FileType.REGULAR_FILE;
            flags = file.flags();
        } else if (descriptor instanceof Descriptor.OpenDirectory) {
            type = FileType.DIRECTORY;
        }
        call.fillZero(address, STATUS_BYTES);
        call.writeByte(address, type);
        call.writeShort(address + 2, flags);
        call.writeLong(address + 8, rights(descriptor));
        call.writeLong(address + 16, inheritedRights(descriptor));
    }

    private static long rights(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.OpenFile file) {
            return Flags.RIGHTS_ALL
                    & ~(file.readable() ? 0 : Flags.RIGHT_READ)
                    & ~(file.writable() ? 0 : Flags.RIGHT_WRITE);
        }
        // A stream that could seek would be taken for a file.
        return descriptor instanceof Descriptor.OpenDirectory
                ? Flags.RIGHTS_DIRECTORY
                : Flags.RIGHTS_ALL & ~Flags.RIGHT_SEEK & ~Flags.RIGHT_TELL;
    }

    private static long inheritedRights(Descriptor descriptor) {
        return descriptor instanceof Descriptor.OpenDirectory ? Flags.RIGHTS_ALL : rights(descriptor);
    }

    /** Takes rights away and never gives any. Of those that are taken, only reading and writing a file mean anything. */
    private static void setRights(GuestCall call) {
        Descriptor descriptor = call.process().descriptors().get(call.intAt(0));
        long rights = call.longAt(1);
        if ((rights & ~rights(descriptor)) != 0 || (call.longAt(2) & ~inheritedRights(descriptor)) != 0) {
            throw new WasiException(Errno.NOTCAPABLE);
        }
        if (descriptor instanceof Descriptor.OpenFile file) {
            file.keepRights((rights & Flags.RIGHT_READ) != 0, (rights & Flags.RIGHT_WRITE) != 0);
        }
    }

    private static void setFlags(GuestCall call) {
        int flags = call.intAt(1);
        if ((flags & ~Flags.FD_ALL) != 0) {
            throw new WasiException(Errno.INVAL);
        }
        if (call.process().descriptors().get(call.intAt(0)) instanceof Descriptor.OpenFile file) {
            file.setFlags(flags);
        }
    }

    private static void fileStatus(GuestCall call) {
        @Nullable Node node = call.process().descriptors().node(call.intAt(0));
        int address = call.intAt(1);
        if (node == null) {
            call.fillZero(address, FileStatus.BYTES);
        } else {
            FileStatus.write(call, address, node);
        }
    }

    private static void setTimes(GuestCall call) {
        @Nullable Node node = call.process().descriptors().node(call.intAt(0));
        if (node == null) {
            throw new WasiException(Errno.BADF);
        }
        FileStatus.setTimes(call, node, call.longAt(1), call.longAt(2), call.intAt(3));
    }
}
