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
import org.manyhands.sandbox.files.Node;
import org.manyhands.sandbox.files.RegularFile;

/** The saved form of the table of descriptors; files and directories are named by their inodes. */
final class SavedDescriptors {
    private static final int FREE = 0;
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int ERROR = 3;
    private static final int FILE = 4;
    private static final int DIRECTORY = 5;

    private final Streams streams;

    SavedDescriptors(Streams streams) {
        this.streams = streams;
    }

    /** The files and directories that descriptors name, also those in a listing that is being read. */
    static Collection<Node> nodes(List<@Nullable Descriptor> table) {
        List<Node> nodes = new ArrayList<>();
        for (Descriptor descriptor : table) {
            if (descriptor instanceof Descriptor.OpenFile file) {
                nodes.add(file.file());
            } else if (descriptor instanceof Descriptor.OpenDirectory directory) {
                nodes.add(directory.directory());
                directory.listing().forEach(entry -> nodes.add(entry.node()));
            }
        }
        return nodes;
    }

    void write(DataOutputStream out, List<@Nullable Descriptor> table) throws IOException {
        out.writeInt(table.size());
        for (Descriptor descriptor : table) {
            if (descriptor == null) {
                out.writeByte(FREE);
            } else if (descriptor instanceof Descriptor.Input input) {
                out.writeByte(INPUT);
                out.writeInt(input.position());
            } else if (descriptor instanceof Descriptor.Output output) {
                out.writeByte(output.capture() == streams.output() ? OUTPUT : ERROR);
            } else if (descriptor instanceof Descriptor.OpenFile file) {
                out.writeByte(FILE);
                writeFile(out, file);
            } else if (descriptor instanceof Descriptor.OpenDirectory directory) {
                out.writeByte(DIRECTORY);
                writeDirectory(out, directory);
            }
        }
    }

    private static void writeFile(DataOutputStream out, Descriptor.OpenFile file) throws IOException {
        out.writeLong(file.file().inode());
        out.writeBoolean(file.readable());
        out.writeBoolean(file.writable());
        out.writeInt(file.flags());
        out.writeLong(file.position());
    }

    private static void writeDirectory(DataOutputStream out, Descriptor.OpenDirectory directory) throws IOException {
        String preopen = directory.preopenName();
        out.writeLong(directory.directory().inode());
        out.writeUTF(preopen == null ? "" : preopen);
        out.writeInt(directory.listing().size());
        for (Directory.Entry entry : directory.listing()) {
            out.writeUTF(entry.name());
            out.writeLong(entry.node().inode());
        }
    }

    List<@Nullable Descriptor> read(DataInputStream in, Map<Long, Node> nodes) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > Descriptors.MAXIMUM) {
            throw new IOException(size + " descriptors are more than " + Descriptors.MAXIMUM);
        }
        List<@Nullable Descriptor> table = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int kind = in.readByte();
            table.add(
                    switch (kind) {
                        case FREE -> null;
                        case INPUT -> readInput(in);
                        case OUTPUT -> new Descriptor.Output(streams.output());
                        case ERROR -> new Descriptor.Output(streams.error());
                        case FILE -> readFile(in, nodes);
                        case DIRECTORY -> readDirectory(in, nodes);
                        default -> throw new IOException("no kind of descriptor has the number " + kind);
                    });
        }
        return table;
    }

    private Descriptor readInput(DataInputStream in) throws IOException {
        Descriptor.Input input = new Descriptor.Input(streams.input());
        input.setPosition(in.readInt());
        return input;
    }

    private static Descriptor readFile(DataInputStream in, Map<Long, Node> nodes) throws IOException {
        long inode = in.readLong();
        if (!(nodes.get(inode) instanceof RegularFile file)) {
            throw new IOException("there is no file " + inode);
        }
        Descriptor.OpenFile open = new Descriptor.OpenFile(file, in.readBoolean(), in.readBoolean(), in.readInt());
        open.setPosition(in.readLong());
        return open;
    }

    private static Descriptor readDirectory(DataInputStream in, Map<Long, Node> nodes) throws IOException {
        long inode = in.readLong();
        if (!(nodes.get(inode) instanceof Directory directory)) {
            throw new IOException("there is no directory " + inode);
        }
        String preopen = in.readUTF();
        Descriptor.OpenDirectory open = new Descriptor.OpenDirectory(directory, preopen.isEmpty() ? null : preopen);
        List<Directory.Entry> listing = new ArrayList<>();
        int entries = in.readInt();
        for (int i = 0; i < entries; i++) {
            String name = in.readUTF();
            Node node = nodes.get(in.readLong());
            if (node == null) {
                throw new IOException("nothing is behind the entry " + name);
            }
            listing.add(new Directory.Entry(name, node));
        }
        open.setListing(listing);
        return open;
    }
}
