package org.manyhands.sandbox.files;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.state.PagedBytes;

/** The trees that a run sees. Every change of a tree's shape goes through here, so that the quota holds. */
public final class FileTree {
    private final OutputQuota quota;
    private final long birth;
    private final List<Root> roots = new ArrayList<>();
    private long lastInputInode;
    private long lastInode;

    /** A directory that is open from the start, under a name. */
    public record Root(String name, Directory directory) {}

    /**
     * Builds {@code /in} and an empty {@code /out}.
     *
     * @param birth the time that every file shows, in nanoseconds since 1970
     */
    public FileTree(List<InputFile> inputs, OutputQuota quota, long birth) {
        this.quota = quota;
        this.birth = birth;
        addRoot("/in", false);
        addRoot("/out", true);
        inputs.stream()
                .sorted(Comparator.comparing(InputFile::path, Names.ORDER))
                .forEach(this::addInput);
        lastInputInode = lastInode;
    }

    /** No tree yet: what a plain WASI program sees is added by {@link #addRoot}. */
    public FileTree(OutputQuota quota, long birth) {
        this.quota = quota;
        this.birth = birth;
    }

    /** Adds an empty tree. */
    public Directory addRoot(String name, boolean writable) {
        Directory root = new Directory(++lastInode, birth, null, writable);
        roots.add(new Root(name, root));
        return root;
    }

    /** The trees, in the order of their descriptors. */
    public List<Root> roots() {
        return List.copyOf(roots);
    }

    public Directory in() {
        return roots.get(0).directory();
    }

    public Directory out() {
        return roots.get(1).directory();
    }

    /** Most files and directories that there may be below {@code /out}. */
    public int maximumOutputs() {
        return quota.maximumFiles();
    }

    public OutputNode createFile(Directory directory, String name) {
        quota.addFile();
        OutputNode file = new OutputNode(++lastInode, birth, quota);
        directory.put(name, file);
        return file;
    }

    public Directory createDirectory(Directory directory, String name) {
        quota.addFile();
        Directory created = new Directory(++lastInode, birth, directory, true);
        directory.put(name, created);
        return created;
    }

    /** Takes a file or an empty directory out of the tree. */
    public void remove(Directory directory, String name, Node node) {
        directory.remove(name);
        quota.removeFile();
        if (node instanceof OutputNode file) {
            file.unname();
        } else if (node instanceof Directory removed) {
            removed.markRemoved();
        }
    }

    /** Gives a file or directory another name; what had that name, a file or an empty directory, is removed. */
    public void rename(Directory from, String fromName, Node node, Directory to, String toName) {
        Node replaced = to.get(toName);
        if (replaced == node) {
            return;
        }
        if (replaced != null) {
            remove(to, toName, replaced);
        }
        from.remove(fromName);
        to.put(toName, node);
    }

    /** The files of {@code /out} by path, sorted. */
    public Map<String, OutputNode> outputs() {
        Map<String, OutputNode> found = new TreeMap<>(Names.ORDER);
        List<Directory.Entry> pending = new ArrayList<>(out().list());
        while (!pending.isEmpty()) {
            Directory.Entry entry = pending.remove(pending.size() - 1);
            if (entry.node() instanceof OutputNode file) {
                found.put(entry.name(), file);
            } else if (entry.node() instanceof Directory directory) {
                directory
                        .list()
                        .forEach(child ->
                                pending.add(new Directory.Entry(entry.name() + "/" + child.name(), child.node())));
            }
        }
        return found;
    }

    /**
     * Writes down the shape of {@code /out}.
     *
     * @param opened what open descriptors name, perhaps by no name any more
     */
    public void save(DataOutputStream to, Collection<Node> opened) throws IOException {
        to.writeLong(lastInode);
        quota.save(to);
        SavedTree.write(to, SavedTree.reachable(out(), lastInputInode, opened));
    }

    /**
     * Takes over a saved shape into a new tree with the same inputs; the bytes of files are to follow.
     *
     * @return all nodes by their inodes, also those of the inputs
     */
    public Map<Long, Node> restore(DataInputStream from) throws IOException {
        lastInode = from.readLong();
        quota.restore(from);
        Map<Long, Node> nodes = SavedTree.read(from, out(), quota);
        addAll(nodes, in());
        return nodes;
    }

    /** The files whose bytes the program can still reach, by name or by descriptor. */
    public List<PagedBytes> contents(Collection<Node> opened) {
        List<PagedBytes> contents = new ArrayList<>();
        for (Node node : SavedTree.reachable(out(), lastInputInode, opened).values()) {
            if (node instanceof OutputNode file) {
                contents.add(file);
            }
        }
        return contents;
    }

    private static void addAll(Map<Long, Node> nodes, Directory directory) {
        nodes.put(directory.inode(), directory);
        for (Directory.Entry entry : directory.list()) {
            if (entry.node() instanceof Directory child) {
                addAll(nodes, child);
            } else {
                nodes.put(entry.node().inode(), entry.node());
            }
        }
    }

    private void addInput(InputFile input) {
        String[] names = input.path().split("/", -1);
        Directory directory = in();
        for (int i = 0; i < names.length; i++) {
            if (!Names.plain(names[i])) {
                throw new HostFailedException(
                        "the input path " + input.path() + " is not a relative path of plain names; rename the file");
            }
            @Nullable Node existing = directory.get(names[i]);
            boolean last = i == names.length - 1;
            if (last && existing == null) {
                directory.put(names[i], new InputNode(++lastInode, birth, input));
            } else if (!last && existing == null) {
                Directory child = new Directory(++lastInode, birth, directory, false);
                directory.put(names[i], child);
                directory = child;
            } else if (!last && existing instanceof Directory child) {
                directory = child;
            } else {
                throw new HostFailedException("two inputs have the path " + input.path() + "; give each its own");
            }
        }
    }
}
