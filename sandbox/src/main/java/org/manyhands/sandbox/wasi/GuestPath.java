package org.manyhands.sandbox.wasi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.Names;
import org.manyhands.sandbox.files.Node;

/**
 * A path that a guest gave, followed as far as its last name. It never leads out of the directory that it starts from.
 *
 * @param directory the directory that holds the last name, or that the path ends at
 * @param name the last name, or null when the path ends at a directory by {@code .} or {@code ..}
 * @param node what the path names, or null if nothing has that name
 * @param directoryRequired true when the path ends with a slash
 */
record GuestPath(
        Directory directory,
        @Nullable String name,
        @Nullable Node node,
        boolean directoryRequired) {
    /** Follows the path at an address, from the directory that a descriptor names. */
    static GuestPath follow(GuestCall call, int descriptor, int address, int length) {
        Directory start = call.process().descriptors().directory(descriptor).directory();
        if (Integer.compareUnsigned(length, Names.MAXIMUM_PATH_BYTES) > 0) {
            throw new WasiException(Errno.NAMETOOLONG);
        }
        String path = call.text(address, length);
        if (path.isEmpty()) {
            throw new WasiException(Errno.NOENT);
        }
        if (path.indexOf('\0') >= 0) {
            throw new WasiException(Errno.INVAL);
        }
        if (path.startsWith("/")) {
            throw new WasiException(Errno.PERM);
        }
        return follow(call, start, path);
    }

    private static GuestPath follow(GuestCall call, Directory start, String path) {
        Deque<Directory> way = new ArrayDeque<>();
        way.push(start);
        String[] names = path.split("/", -1);
        int last = names.length - 1;
        while (last > 0 && names[last].isEmpty()) {
            last--;
        }
        boolean slash = last < names.length - 1;
        call.process().fuel().charge(names.length * WasiFuel.ITEM);
        for (int i = 0; i < last; i++) {
            step(way, names[i]);
        }
        String name = names[last];
        if (name.equals(".") || name.equals("..")) {
            step(way, name);
            return new GuestPath(way.element(), null, way.element(), slash);
        }
        requireLength(name);
        return new GuestPath(way.element(), name, way.element().get(name), slash);
    }

    private static void step(Deque<Directory> way, String name) {
        if (name.isEmpty() || name.equals(".")) {
            return;
        }
        if (name.equals("..")) {
            way.pop();
            if (way.isEmpty()) {
                throw new WasiException(Errno.PERM);
            }
            return;
        }
        requireLength(name);
        @Nullable Node node = way.element().get(name);
        if (node == null) {
            throw new WasiException(Errno.NOENT);
        }
        if (!(node instanceof Directory directory)) {
            throw new WasiException(Errno.NOTDIR);
        }
        way.push(directory);
    }

    private static void requireLength(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > Names.MAXIMUM_BYTES) {
            throw new WasiException(Errno.NAMETOOLONG);
        }
    }

    /** What the path names; an error if nothing does, or a file where a slash demands a directory. */
    Node existing() {
        if (node == null) {
            throw new WasiException(Errno.NOENT);
        }
        if (directoryRequired && !(node instanceof Directory)) {
            throw new WasiException(Errno.NOTDIR);
        }
        return node;
    }

    /** The last name, for an entry that is about to change; an error for {@code .} and below {@code /in}. */
    String changeable() {
        if (!directory.writable()) {
            throw new WasiException(Errno.ROFS);
        }
        if (name == null) {
            throw new WasiException(Errno.INVAL);
        }
        return name;
    }

    /** The last name, for an entry that is about to be made. */
    String creatable() {
        return creatableFor(null);
    }

    /** The last name, for an entry that is about to be put here with all that it holds. */
    String creatableFor(@Nullable Node moved) {
        String changeable = changeable();
        if (directory.removed()) {
            throw new WasiException(Errno.NOENT);
        }
        if (!Names.storable(changeable)) {
            throw new WasiException(Errno.INVAL);
        }
        if (!directory.hasRoomFor(changeable, moved)) {
            throw new WasiException(Errno.NAMETOOLONG);
        }
        return changeable;
    }
}
