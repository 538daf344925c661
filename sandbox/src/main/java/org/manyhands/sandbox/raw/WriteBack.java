package org.manyhands.sandbox.raw;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.Node;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.meter.HostFailedException;

/**
 * Brings a directory of this machine to what the program made of its copy. Every file is written beside its place and
 * then moved there in one step, so that a file is the old one or the new one whatever happens. No link is followed, and
 * what the program did not see stays.
 */
final class WriteBack {
    private static final int NAMED = 5;

    private final DirectoryCopy copy;
    private final Path root;
    private final Map<String, Node> now;
    private final List<OutputFile> written = new ArrayList<>();
    private final List<String> done;

    private WriteBack(DirectoryCopy copy, List<String> done) {
        this.copy = copy;
        this.done = done;
        this.root = copy.host().root();
        this.now = copy.now();
    }

    /**
     * Writes the changes.
     *
     * @param done what is written in all so far, in words; grows also when it fails
     * @return the files that were new or changed, by the program's paths
     * @throws HostFailedException when something could not be written; its message says what was
     */
    static List<OutputFile> of(DirectoryCopy copy, List<String> done) {
        WriteBack back = new WriteBack(copy, done);
        try {
            back.write();
            return back.written;
        } catch (IOException e) {
            throw new HostFailedException(
                    "cannot write back to " + copy.mount().host() + ": " + Causes.words(e) + "; " + summary(done), e);
        }
    }

    private String guestPath(String path) {
        String guest = copy.mount().guest();
        return guest.endsWith("/") ? guest + path : guest + "/" + path;
    }

    private static String summary(List<String> done) {
        if (done.isEmpty()) {
            return "nothing was changed there";
        }
        List<String> first = done.subList(0, Math.min(NAMED, done.size()));
        int more = done.size() - first.size();
        return "done before that: " + String.join(", ", first) + (more > 0 ? " and " + more + " more" : "")
                + "; every other file is as it was";
    }

    private void write() throws IOException {
        removeFiles();
        removeDirectories();
        for (Map.Entry<String, Node> entry : now.entrySet()) {
            if (entry.getValue() instanceof Directory) {
                makeDirectory(entry.getKey());
            } else if (entry.getValue() instanceof OutputNode file) {
                writeFile(entry.getKey(), file);
            }
        }
    }

    private void removeFiles() throws IOException {
        for (String path : copy.host().files()) {
            if (!(now.get(path) instanceof OutputNode)) {
                requireNoLinks(path);
                if (Files.deleteIfExists(root.resolve(path))) {
                    done.add("removed " + guestPath(path));
                }
            }
        }
    }

    private void removeDirectories() throws IOException {
        List<String> directories = copy.host().directories();
        for (int i = directories.size() - 1; i >= 0; i--) {
            String path = directories.get(i);
            if (!(now.get(path) instanceof Directory)) {
                requireNoLinks(path);
                try {
                    if (Files.deleteIfExists(root.resolve(path))) {
                        done.add("removed " + guestPath(path));
                    }
                } catch (DirectoryNotEmptyException e) {
                    if (now.containsKey(path)) {
                        throw new FileSystemException(path, null, "holds what the program did not see, and stays");
                    }
                }
            }
        }
    }

    private void makeDirectory(String path) throws IOException {
        Path directory = root.resolve(path);
        requireNoLinks(path);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(directory);
            done.add("made " + guestPath(path));
        }
    }

    private void writeFile(String path, OutputNode file) throws IOException {
        String digest = Digests.of(file);
        if (digest.equals(copy.copied().get(path))) {
            return;
        }
        requireNoLinks(path);
        Path target = root.resolve(path);
        Path partial =
                target.resolveSibling(".manyhands-" + ProcessHandle.current().pid() + ".partial");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(
                    partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
                file.copyTo(out);
            }
            keepPermissions(target, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        done.add("wrote " + guestPath(path));
        written.add(new OutputFile(guestPath(path), file.size(), digest));
    }

    private static void keepPermissions(Path old, Path fresh) throws IOException {
        if (Files.isRegularFile(old, LinkOption.NOFOLLOW_LINKS)) {
            PosixFileAttributeView from = Files.getFileAttributeView(old, PosixFileAttributeView.class);
            PosixFileAttributeView to = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
            if (from != null && to != null) {
                to.setPermissions(from.readAttributes().permissions());
            }
        }
    }

    /** A link in the way would lead somewhere else; the program cannot have made one, and did not see it. */
    private void requireNoLinks(String path) throws IOException {
        Path at = root;
        for (String name : path.split("/")) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                throw new FileSystemException(at.toString(), null, "is a symbolic link, which is left as it is");
            }
        }
    }
}
