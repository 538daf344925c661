package org.manyhands.sandbox.raw;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RawRequest.Mount;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.meter.HostFailedException;

/** The directories of this machine that one run works on as copies. */
public final class MountedDirectories {
    private final List<DirectoryCopy> copies = new ArrayList<>();

    private MountedDirectories() {}

    /**
     * Copies directories into a tree, in the order of their descriptors.
     *
     * @throws HostFailedException when one cannot be read as a whole
     * @throws org.manyhands.sandbox.meter.LimitReachedException when they hold more than the tree's quota
     */
    public static MountedDirectories copy(List<Mount> mounts, FileTree tree) {
        MountedDirectories mounted = new MountedDirectories();
        mounts.forEach(mount -> mounted.copies.add(DirectoryCopy.of(mount, tree)));
        return mounted;
    }

    /**
     * Writes back what the program changed: new and changed files, new directories, and what it removed.
     *
     * @return the files that were new or changed, by the program's paths
     * @throws HostFailedException when something could not be written; its message says what was
     */
    public List<OutputFile> writeBack() {
        List<OutputFile> written = new ArrayList<>();
        List<String> done = new ArrayList<>();
        copies.forEach(copy -> written.addAll(WriteBack.of(copy, done)));
        return written;
    }
}
