package org.manyhands.sandbox.wasi;

import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.Node;
import org.manyhands.sandbox.files.OutputNode;

/** {@code filestat} of WASI preview 1, with nothing in it that this machine knows. */
final class FileStatus {
    static final int BYTES = 64;

    private static final int SET_ACCESS = 1;
    private static final int ACCESS_NOW = 2;
    private static final int SET_MODIFICATION = 4;
    private static final int MODIFICATION_NOW = 8;
    private static final int ALL_FLAGS = 15;

    private FileStatus() {}

    static void write(GuestCall call, int address, Node node) {
        call.fillZero(address, BYTES);
        call.writeLong(address + 8, node.inode());
        call.writeByte(address + 16, FileType.of(node));
        call.writeLong(address + 24, 1);
        call.writeLong(address + 32, node.size());
        call.writeLong(address + 40, node.accessTime());
        call.writeLong(address + 48, node.modificationTime());
        call.writeLong(address + 56, node.modificationTime());
    }

    static void setTimes(GuestCall call, Node node, long access, long modification, int flags) {
        if ((flags & ~ALL_FLAGS) != 0
                || has(flags, SET_ACCESS | ACCESS_NOW)
                || has(flags, SET_MODIFICATION | MODIFICATION_NOW)) {
            throw new WasiException(Errno.INVAL);
        }
        boolean writable = node instanceof OutputNode || (node instanceof Directory directory && directory.writable());
        if (!writable) {
            throw new WasiException(Errno.ROFS);
        }
        long now = call.process().clock().realtime();
        long newAccess = has(flags, SET_ACCESS) ? access : has(flags, ACCESS_NOW) ? now : node.accessTime();
        long newModification = has(flags, SET_MODIFICATION)
                ? modification
                : has(flags, MODIFICATION_NOW) ? now : node.modificationTime();
        node.setTimes(newAccess, newModification);
    }

    private static boolean has(int flags, int all) {
        return (flags & all) == all;
    }
}
