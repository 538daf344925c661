package org.manyhands.sandbox.wasi;

import java.util.List;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.Node;

/** Files and directories by path. */
final class PathCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of("path_create_directory", "iii", PathCalls::createDirectory),
            WasiFunction.of("path_filestat_get", "iiiii", PathCalls::status),
            WasiFunction.of("path_filestat_set_times", "iiiiIIi", PathCalls::setTimes),
            WasiFunction.of("path_open", "iiiiiIIii", PathOpen::open),
            WasiFunction.of("path_readlink", "iiiiii", PathCalls::readLink),
            WasiFunction.of("path_remove_directory", "iii", PathCalls::removeDirectory),
            WasiFunction.of("path_rename", "iiiiii", PathCalls::rename),
            WasiFunction.of("path_unlink_file", "iii", PathCalls::unlink));

    private PathCalls() {}

    private static void createDirectory(GuestCall call) {
        GuestPath path = GuestPath.follow(call, call.intAt(0), call.intAt(1), call.intAt(2));
        if (path.node() != null) {
            throw new WasiException(Errno.EXIST);
        }
        call.process().files().createDirectory(path.directory(), path.creatable());
    }

    private static void status(GuestCall call) {
        GuestPath path = GuestPath.follow(call, call.intAt(0), call.intAt(2), call.intAt(3));
        FileStatus.write(call, call.intAt(4), path.existing());
    }

    private static void setTimes(GuestCall call) {
        GuestPath path = GuestPath.follow(call, call.intAt(0), call.intAt(2), call.intAt(3));
        FileStatus.setTimes(call, path.existing(), call.longAt(4), call.longAt(5), call.intAt(6));
    }

    /** There are no links, so whatever exists is none. */
    private static void readLink(GuestCall call) {
        GuestPath.follow(call, call.intAt(0), call.intAt(1), call.intAt(2)).existing();
        call.place(call.intAt(3), Integer.toUnsignedLong(call.intAt(4)));
        call.place(call.intAt(5), Integer.BYTES);
        throw new WasiException(Errno.INVAL);
    }

    private static void removeDirectory(GuestCall call) {
        GuestPath path = GuestPath.follow(call, call.intAt(0), call.intAt(1), call.intAt(2));
        Node node = path.existing();
        if (!(node instanceof Directory directory)) {
            throw new WasiException(Errno.NOTDIR);
        }
        String name = path.changeable();
        if (!directory.isEmpty()) {
            throw new WasiException(Errno.NOTEMPTY);
        }
        call.process().files().remove(path.directory(), name, node);
    }

    private static void unlink(GuestCall call) {
        GuestPath path = GuestPath.follow(call, call.intAt(0), call.intAt(1), call.intAt(2));
        Node node = path.existing();
        if (node instanceof Directory) {
            throw new WasiException(Errno.ISDIR);
        }
        call.process().files().remove(path.directory(), path.changeable(), node);
    }

    /** As POSIX has it: a file replaces a file, a directory an empty directory. */
    private static void rename(GuestCall call) {
        GuestPath from = GuestPath.follow(call, call.intAt(0), call.intAt(1), call.intAt(2));
        GuestPath to = GuestPath.follow(call, call.intAt(3), call.intAt(4), call.intAt(5));
        Node node = from.existing();
        String fromName = from.changeable();
        String toName = to.creatableFor(node);
        if (node instanceof Directory directory) {
            requireRoomFor(directory, to);
        } else if (to.node() instanceof Directory) {
            throw new WasiException(Errno.ISDIR);
        } else if (to.directoryRequired()) {
            throw new WasiException(Errno.NOTDIR);
        }
        call.process().files().rename(from.directory(), fromName, node, to.directory(), toName);
    }

    private static void requireRoomFor(Directory directory, GuestPath to) {
        if (directory.holds(to.directory())) {
            throw new WasiException(Errno.INVAL);
        }
        if (to.node() == null || to.node() == directory) {
            return;
        }
        if (!(to.node() instanceof Directory replaced)) {
            throw new WasiException(Errno.NOTDIR);
        }
        if (!replaced.isEmpty()) {
            throw new WasiException(Errno.NOTEMPTY);
        }
    }
}
