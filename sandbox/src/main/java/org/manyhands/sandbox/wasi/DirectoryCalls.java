package org.manyhands.sandbox.wasi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.Node;

/** Open directories: what is open from the start, and listing. */
final class DirectoryCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of("fd_prestat_get", "ii", DirectoryCalls::preopen),
            WasiFunction.of("fd_prestat_dir_name", "iii", DirectoryCalls::preopenName),
            WasiFunction.of("fd_readdir", "iiiIi", DirectoryCalls::read));

    private static final int ENTRY_BYTES = 24;
    /** Entries "." and "..", which every directory has. */
    private static final int OWN_ENTRIES = 2;

    private DirectoryCalls() {}

    private static void preopen(GuestCall call) {
        call.writeLong(call.intAt(1), 0);
        call.writeInt(call.intAt(1) + 4, name(call).length);
    }

    private static void preopenName(GuestCall call) {
        byte[] name = name(call);
        if (Integer.compareUnsigned(call.intAt(2), name.length) < 0) {
            throw new WasiException(Errno.NAMETOOLONG);
        }
        call.write(call.intAt(1), name, 0, name.length);
    }

    private static byte[] name(GuestCall call) {
        if (call.process().descriptors().get(call.intAt(0)) instanceof Descriptor.OpenDirectory directory) {
            String name = directory.preopenName();
            if (name != null) {
                return name.getBytes(StandardCharsets.UTF_8);
            }
        }
        throw new WasiException(Errno.BADF);
    }

    /** Fills the buffer with entries from the cookie on; the last is cut where the buffer ends. */
    private static void read(GuestCall call) {
        Descriptor.OpenDirectory open = call.process().descriptors().directory(call.intAt(0));
        int capacity = call.intAt(2);
        int start = call.place(call.intAt(1), Integer.toUnsignedLong(capacity));
        long cookie = call.longAt(3);
        List<Directory.Entry> entries = call.process().descriptors().listing(open, cookie == 0);
        if (cookie < 0) {
            throw new WasiException(Errno.INVAL);
        }
        int used = 0;
        for (long i = cookie; i < entries.size() + OWN_ENTRIES && used < capacity; i++) {
            call.process().fuel().charge(WasiFuel.ITEM);
            used += writeEntry(call, start + used, capacity - used, i, open.directory(), entries);
        }
        call.writeInt(call.intAt(4), used);
    }

    private static int writeEntry(
            GuestCall call, int start, int capacity, long index, Directory directory, List<Directory.Entry> entries) {
        Node node;
        byte[] name;
        if (index == 0) {
            node = directory;
            name = new byte[] {'.'};
        } else if (index == 1) {
            node = directory.parentOrSelf();
            name = new byte[] {'.', '.'};
        } else {
            Directory.Entry entry = entries.get((int) index - OWN_ENTRIES);
            node = entry.node();
            name = entry.name().getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = entry(index + 1, node, name);
        int count = Math.min(bytes.length, capacity);
        call.write(start, bytes, 0, count);
        return count;
    }

    private static byte[] entry(long next, Node node, byte[] name) {
        java.nio.ByteBuffer buffer =
                java.nio.ByteBuffer.allocate(ENTRY_BYTES + name.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(next).putLong(node.inode()).putInt(name.length).put((byte) FileType.of(node));
        buffer.position(ENTRY_BYTES);
        return buffer.put(name).array();
    }
}
