package org.manyhands.sandbox.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.meter.HostFailedException;

/** The two trees that a run sees. Every change of a tree's shape goes through here, so that the quota holds. */
public final class FileTree {
    private final OutputQuota quota;
    private final long birth;
    private final Directory in;
    private final Directory out;
    private long lastInode;

    /**
     * Builds {@code /in} and an empty {@code /out}.
     *
     * @param birth the time that every file shows, in nanoseconds since 1970
     */
    public FileTree(List<InputFile> inputs, OutputQuota quota, long birth) {
        this.quota = quota;
        this.birth = birth;
        this.in = new Directory(++lastInode, birth, null, false);
        this.out = new Directory(++lastInode, birth, null, true);
        inputs.stream()
                .sorted(Comparator.comparing(InputFile::path, Names.ORDER))
                .forEach(this::addInput);
    }

    public Directory in() {
        return in;
    }

    public Directory out() {
        return out;
    }

    public OutputNode createFile(Directory directory, String name) {
        quota.addFile();
        OutputNode file = new OutputNode(++lastInode, birth, quota);
        directory.put(name, file);
        return file;
    }

    public void createDirectory(Directory directory, String name) {
        quota.addFile();
        directory.put(name, new Directory(++lastInode, birth, directory, true));
    }

    /** Takes a file or an empty directory out of the tree. */
    public void remove(Directory directory, String name, Node node) {
        directory.remove(name);
        quota.removeFile();
        if (node instanceof OutputNode file) {
            file.unname();
        }
    }

    /** Gives a file another name; what had that name is removed. */
    public void renameFile(Directory from, String fromName, OutputNode file, Directory to, String toName) {
        Node replaced = to.get(toName);
        if (replaced == file) {
            return;
        }
        if (replaced != null) {
            remove(to, toName, replaced);
        }
        from.remove(fromName);
        to.put(toName, file);
    }

    /** The files of {@code /out} by path, sorted. */
    public Map<String, OutputNode> outputs() {
        Map<String, OutputNode> found = new TreeMap<>(Names.ORDER);
        List<Directory.Entry> pending = new ArrayList<>(out.list());
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

    private void addInput(InputFile input) {
        String[] names = input.path().split("/", -1);
        Directory directory = in;
        for (int i = 0; i < names.length; i++) {
            if (!Names.plain(names[i])) {
                throw new HostFailedException(
                        "the input path " + input.path() + " is not a relative path of plain names; rename the file");
            }
            @Nullable Node existing = directory.get(names[i]);
            boolean last = i == names.length - 1;
            if (last && existing == null) {
                directory.put(names[i], new InputNode(++lastInode, birth, input.file()));
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
