package org.manyhands.sandbox.wasi;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.Node;

/** Descriptor numbers. A new one is always the lowest that is free. */
final class Descriptors {
    /** Most open descriptors. */
    static final int MAXIMUM = 1_024;

    /**
     * Most entries that directories being read hold together, besides as many as {@code /out} may have: an entry is kept
     * as it was when reading began, also when it has been removed and the quota counts it no more.
     */
    static final int LISTED_MAXIMUM = 65_536;

    private final List<@Nullable Descriptor> table = new ArrayList<>();
    private final SavedDescriptors saved;
    private final long mostListed;
    private long listed;

    Descriptors(FileTree files, Streams streams) {
        saved = new SavedDescriptors(streams);
        mostListed = (long) LISTED_MAXIMUM + files.maximumOutputs();
        table.add(new Descriptor.Input(streams.input()));
        table.add(new Descriptor.Output(streams.output()));
        table.add(new Descriptor.Output(streams.error()));
        files.roots().forEach(root -> table.add(new Descriptor.OpenDirectory(root.directory(), root.name())));
    }

    Descriptor get(int number) {
        Descriptor descriptor = number < 0 || number >= table.size() ? null : table.get(number);
        if (descriptor == null) {
            throw new WasiException(Errno.BADF);
        }
        return descriptor;
    }

    Descriptor.OpenDirectory directory(int number) {
        if (get(number) instanceof Descriptor.OpenDirectory directory) {
            return directory;
        }
        throw new WasiException(Errno.NOTDIR);
    }

    /**
     * The entries of a directory as they were when reading began, so that deleting while reading skips none.
     *
     * @param begin whether reading begins now
     * @throws WasiException when all that is being read would hold too many entries
     */
    List<Directory.Entry> listing(Descriptor.OpenDirectory open, boolean begin) {
        if (begin) {
            long more = (long) open.directory().list().size() - open.listing().size();
            // What no program can change is held once, by the directory itself.
            if (open.directory().writable()) {
                if (more > mostListed - listed) {
                    throw new WasiException(Errno.MFILE);
                }
                listed += more;
            }
            open.setListing(open.directory().list());
        }
        return open.listing();
    }

    /** An open file; a stream has no position and a directory no bytes. */
    Descriptor.OpenFile file(int number) {
        Descriptor descriptor = get(number);
        if (descriptor instanceof Descriptor.OpenFile file) {
            return file;
        }
        throw new WasiException(descriptor instanceof Descriptor.OpenDirectory ? Errno.ISDIR : Errno.SPIPE);
    }

    /** The file or directory behind a descriptor, or null for a stream. */
    @Nullable
    Node node(int number) {
        Descriptor descriptor = get(number);
        if (descriptor instanceof Descriptor.OpenFile file) {
            return file.file();
        }
        return descriptor instanceof Descriptor.OpenDirectory directory ? directory.directory() : null;
    }

    int add(Descriptor descriptor) {
        int free = table.indexOf(null);
        if (free >= 0) {
            table.set(free, descriptor);
            return free;
        }
        table.add(descriptor);
        return table.size() - 1;
    }

    /** The files and directories that the program can reach by descriptors. */
    Collection<Node> nodes() {
        return SavedDescriptors.nodes(table);
    }

    void save(DataOutputStream out) throws IOException {
        saved.write(out, table);
    }

    void restore(DataInputStream in, Map<Long, Node> nodes) throws IOException {
        List<@Nullable Descriptor> read = saved.read(in, nodes);
        table.clear();
        table.addAll(read);
        listed = table.stream().mapToLong(Descriptors::listed).sum();
    }

    /** Fails when no number is left; called before anything is changed. */
    void requireFree() {
        if (table.size() >= MAXIMUM && table.indexOf(null) < 0) {
            throw new WasiException(Errno.MFILE);
        }
    }

    void close(int number) {
        release(get(number));
        table.set(number, null);
    }

    void renumber(int from, int to) {
        Descriptor moved = get(from);
        Descriptor replaced = get(to);
        if (from != to) {
            release(replaced);
            table.set(to, moved);
            table.set(from, null);
        }
    }

    private void release(Descriptor descriptor) {
        listed -= listed(descriptor);
        descriptor.close();
    }

    /** How many entries a descriptor holds that count. */
    private static long listed(@Nullable Descriptor descriptor) {
        return descriptor instanceof Descriptor.OpenDirectory open
                        && open.directory().writable()
                ? open.listing().size()
                : 0;
    }
}
