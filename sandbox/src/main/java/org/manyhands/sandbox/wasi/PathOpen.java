package org.manyhands.sandbox.wasi;

import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.InputNode;
import org.manyhands.sandbox.files.Node;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.files.RegularFile;

/** {@code path_open}. */
final class PathOpen {
    private PathOpen() {}

    static void open(GuestCall call) {
        GuestPath path = GuestPath.follow(call, call.intAt(0), call.intAt(2), call.intAt(3));
        int how = call.intAt(4);
        long rights = call.longAt(5);
        int flags = call.intAt(7);
        call.place(call.intAt(8), 4);
        call.process().descriptors().requireFree();
        @Nullable Node node = path.node();
        if (node != null && has(how, Flags.OPEN_CREATE | Flags.OPEN_EXCLUSIVE)) {
            throw new WasiException(Errno.EXIST);
        }
        Descriptor opened;
        if (node == null) {
            opened = create(call, path, how, rights, flags);
        } else if (node instanceof Directory directory) {
            opened = directory(directory, how, rights);
        } else {
            opened = file((RegularFile) path.existing(), how, rights, flags);
        }
        call.writeInt(call.intAt(8), call.process().descriptors().add(opened));
    }

    private static Descriptor create(GuestCall call, GuestPath path, int how, long rights, int flags) {
        if (!has(how, Flags.OPEN_CREATE)) {
            throw new WasiException(Errno.NOENT);
        }
        if (has(how, Flags.OPEN_DIRECTORY)) {
            throw new WasiException(Errno.INVAL);
        }
        String name = path.creatable();
        if (path.directoryRequired()) {
            throw new WasiException(Errno.ISDIR);
        }
        OutputNode created = call.process().files().createFile(path.directory(), name);
        return new Descriptor.OpenFile(created, readable(rights), writable(rights), flags);
    }

    private static Descriptor directory(Directory directory, int how, long rights) {
        if (writable(rights) || has(how, Flags.OPEN_TRUNCATE)) {
            throw new WasiException(Errno.ISDIR);
        }
        return new Descriptor.OpenDirectory(directory, null);
    }

    private static Descriptor file(RegularFile file, int how, long rights, int flags) {
        if (has(how, Flags.OPEN_DIRECTORY)) {
            throw new WasiException(Errno.NOTDIR);
        }
        if (file instanceof InputNode && (writable(rights) || has(how, Flags.OPEN_TRUNCATE))) {
            throw new WasiException(Errno.ROFS);
        }
        if (file instanceof OutputNode output && has(how, Flags.OPEN_TRUNCATE)) {
            output.resize(0);
        }
        return new Descriptor.OpenFile(file, readable(rights), writable(rights), flags);
    }

    private static boolean readable(long rights) {
        return (rights & Flags.RIGHT_READ) != 0;
    }

    private static boolean writable(long rights) {
        return (rights & Flags.RIGHT_WRITE) != 0;
    }

    private static boolean has(int flags, int all) {
        return (flags & all) == all;
    }
}
