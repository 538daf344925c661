package org.manyhands.sandbox.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.RawRequest.Mount;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.Names;
import org.manyhands.sandbox.files.Node;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.meter.HostFailedException;

/** A directory of this machine in the virtual file system, and what it was like when it was copied. */
final class DirectoryCopy {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Mount mount;
    private final HostTree host;
    private final Directory root;
    /** Digests of the files by path, as they were copied. */
    private final Map<String, String> copied = new HashMap<>();

    private DirectoryCopy(Mount mount, HostTree host, Directory root) {
        this.mount = mount;
        this.host = host;
        this.root = root;
    }

    /**
     * Copies a directory.
     *
     * @throws HostFailedException when something in it cannot be read
     * @throws org.manyhands.sandbox.meter.LimitReachedException when it holds more than the quota
     */
    static DirectoryCopy of(Mount mount, FileTree tree) {
        try {
            HostTree host = HostTree.read(mount.host());
            DirectoryCopy copy = new DirectoryCopy(mount, host, tree.addRoot(mount.guest(), true));
            Map<String, Directory> directories = new HashMap<>();
            for (String path : host.directories()) {
                directories.put(path, tree.createDirectory(copy.parent(directories, path), name(path)));
            }
            for (String path : host.files()) {
                copy.read(path, tree.createFile(copy.parent(directories, path), name(path)));
            }
            return copy;
        } catch (IOException e) {
            throw new HostFailedException(
                    "cannot copy the directory " + mount.host() + ": " + Causes.words(e)
                            + "; give the program a directory that can be read as a whole",
                    e);
        }
    }

    Mount mount() {
        return mount;
    }

    HostTree host() {
        return host;
    }

    /** Digests of the files by path, as they were copied. */
    Map<String, String> copied() {
        return copied;
    }

    /** What is in the directory now: files and directories by path, sorted, parents before their children. */
    Map<String, Node> now() {
        Map<String, Node> now = new TreeMap<>(Names.ORDER);
        Deque<Directory.Entry> pending = new ArrayDeque<>();
        pending.add(new Directory.Entry("", root));
        while (!pending.isEmpty()) {
            Directory.Entry at = pending.remove();
            for (Directory.Entry entry : ((Directory) at.node()).list()) {
                String path = at.name().isEmpty() ? entry.name() : at.name() + "/" + entry.name();
                now.put(path, entry.node());
                if (entry.node() instanceof Directory) {
                    pending.add(new Directory.Entry(path, entry.node()));
                }
            }
        }
        return now;
    }

    private Directory parent(Map<String, Directory> directories, String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? root : directories.getOrDefault(path.substring(0, slash), root);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void read(String path, OutputNode file) throws IOException {
        Path from = host.root().resolve(path);
        byte[] buffer = new byte[BUFFER_BYTES];
        long offset = 0;
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                DigestInputStream digested = new DigestInputStream(in, OutcomeDigest.sha256())) {
            for (int count = digested.read(buffer); count >= 0; count = digested.read(buffer)) {
                file.write(offset, buffer, 0, count);
                offset += count;
            }
            copied.put(
                    path, HexFormat.of().formatHex(digested.getMessageDigest().digest()));
        }
    }
}
