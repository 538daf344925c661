package org.manyhands.sandbox.raw;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.manyhands.sandbox.files.Names;

/**
 * What of a directory of this machine a program can be given: its files and directories by path. Links are never
 * followed; they, special files and names that the virtual file system does not have are left out.
 *
 * @param root the directory, with links in its own path resolved
 * @param directories relative paths with {@code /} between names, parents before their children
 * @param files relative paths
 * @param leftOut relative paths of what a program does not see
 */
public record HostTree(Path root, List<String> directories, List<String> files, List<String> leftOut) {
    /**
     * Reads the names below a directory.
     *
     * @throws IOException when a directory cannot be read, or there is none
     */
    public static HostTree read(Path directory) throws IOException {
        HostTree tree = new HostTree(directory.toRealPath(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Files.walkFileTree(tree.root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                if (path.equals(tree.root)) {
                    return FileVisitResult.CONTINUE;
                }
                if (!plain(path)) {
                    tree.leftOut.add(tree.relative(path));
                    return FileVisitResult.SKIP_SUBTREE;
                }
                tree.directories.add(tree.relative(path));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                (attributes.isRegularFile() && plain(path) ? tree.files : tree.leftOut).add(tree.relative(path));
                return FileVisitResult.CONTINUE;
            }
        });
        // The order in which this machine lists a directory must not be seen in inode numbers.
        tree.directories.sort(Names.ORDER);
        tree.files.sort(Names.ORDER);
        tree.leftOut.sort(Names.ORDER);
        return tree;
    }

    private static boolean plain(Path path) {
        return Names.plain(path.getFileName().toString());
    }

    private String relative(Path path) {
        return String.join(
                "/",
                StreamSupport.stream(root.relativize(path).spliterator(), false)
                        .map(Path::toString)
                        .toList());
    }
}
