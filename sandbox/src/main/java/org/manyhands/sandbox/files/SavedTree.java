package org.manyhands.sandbox.files;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The saved form of what a program made below {@code /out}: every node that it can still reach, by a name or by an open
 * descriptor, in the order of inodes. The bytes of files are not part of it.
 */
final class SavedTree {
    private static final int FILE = 0;
    private static final int DIRECTORY = 1;

    private SavedTree() {}

    /** The nodes that can be reached from {@code /out} and what is open, by inode, without those of the inputs. */
    static SortedMap<Long, Node> reachable(Directory out, long lastInputInode, Collection<Node> opened) {
        SortedMap<Long, Node> found = new TreeMap<>();
        Deque<Node> pending = new ArrayDeque<>(opened);
        pending.push(out);
        while (!pending.isEmpty()) {
            Node node = pending.pop();
            boolean own = node == out || node.inode() > lastInputInode;
            if (own && found.put(node.inode(), node) == null && node instanceof Directory directory) {
                pending.push(directory.parentOrSelf());
                directory.list().forEach(entry -> pending.push(entry.node()));
            }
        }
        return found;
    }

    static void write(DataOutputStream to, SortedMap<Long, Node> nodes) throws IOException {
        to.writeInt(nodes.size());
        for (Node node : nodes.values()) {
            to.writeLong(node.inode());
            to.writeLong(node.accessTime());
            to.writeLong(node.modificationTime());
            if (node instanceof OutputNode file) {
                to.writeByte(FILE);
                to.writeLong(file.size());
                to.writeBoolean(file.named());
            } else {
                to.writeByte(DIRECTORY);
            }
        }
        for (Node node : nodes.values()) {
            if (node instanceof Directory directory) {
                to.writeLong(directory.parentOrSelf().inode());
                to.writeBoolean(directory.removed());
                writeEntries(to, directory);
            }
        }
    }

    private static void writeEntries(DataOutputStream to, Directory directory) throws IOException {
        to.writeInt(directory.list().size());
        for (Directory.Entry entry : directory.list()) {
            to.writeUTF(entry.name());
            to.writeLong(entry.node().inode());
        }
    }

    /** Makes the nodes anew below an empty {@code /out}. */
    static SortedMap<Long, Node> read(DataInputStream from, Directory out, OutputQuota quota) throws IOException {
        SortedMap<Long, Node> nodes = new TreeMap<>();
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
            long inode = from.readLong();
            long accessTime = from.readLong();
            long modificationTime = from.readLong();
            Node node;
            if (from.readByte() == FILE) {
                node = new OutputNode(inode, quota, from.readLong(), from.readBoolean());
            } else {
                node = inode == out.inode() ? out : new Directory(inode, 0, null, true);
            }
            node.setTimes(accessTime, modificationTime);
            nodes.put(inode, node);
        }
        for (Node node : nodes.values()) {
            if (node instanceof Directory directory) {
                Directory parent = directory(nodes, from.readLong());
                directory.place(parent == directory ? null : parent, from.readBoolean());
                readEntries(from, directory, nodes);
            }
        }
        return nodes;
    }

    private static void readEntries(DataInputStream from, Directory directory, Map<Long, Node> nodes)
            throws IOException {
        int count = from.readInt();
        for (int i = 0; i < count; i++) {
            String name = from.readUTF();
            directory.put(name, node(nodes, from.readLong()));
        }
    }

    private static Directory directory(Map<Long, Node> nodes, long inode) throws IOException {
        if (node(nodes, inode) instanceof Directory directory) {
            return directory;
        }
        throw new IOException("node " + inode + " is no directory");
    }

    private static Node node(Map<Long, Node> nodes, long inode) throws IOException {
        Node node = nodes.get(inode);
        if (node == null) {
            throw new IOException("there is no node " + inode);
        }
        return node;
    }
}
