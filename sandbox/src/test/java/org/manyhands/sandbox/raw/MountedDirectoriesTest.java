package org.manyhands.sandbox.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RawRequest.Mount;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.meter.LimitReachedException;

/** A directory of this machine as a copy, and what becomes of it when the copy is written back. */
class MountedDirectoriesTest {
    @TempDir
    private Path directory;

    private final FileTree tree = new FileTree(new OutputQuota(1_000, 20), 0);

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private MountedDirectories mount() {
        return MountedDirectories.copy(List.of(new Mount(directory, "d")), tree);
    }

    private Directory root() {
        return tree.roots().get(0).directory();
    }

    private OutputNode file(Directory in, String name) {
        return (OutputNode) in.get(name);
    }

    private static void set(OutputNode file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.resize(0);
        file.write(0, bytes, 0, bytes.length);
    }

    private List<String> paths() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !path.equals(directory))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsNewChangedAndGoneIsWrittenBackAndNothingElseIsTouched() throws IOException {
        write("same", "same");
        write("changed", "before");
        write("gone", "gone");
        write("sub/deep/file", "deep");
        write("removed/file", "removed");
        Object untouched =
                Files.readAttributes(directory.resolve("same"), "unix:ino").get("ino");
        MountedDirectories mounted = mount();

        set(file(root(), "changed"), "after");
        tree.remove(root(), "gone", root().get("gone"));
        Directory removed = (Directory) root().get("removed");
        tree.remove(removed, "file", removed.get("file"));
        tree.remove(root(), "removed", removed);
        set(tree.createFile(tree.createDirectory(root(), "made"), "new"), "new");
        tree.rename(root(), "sub", root().get("sub"), root(), "moved");

        List<OutputFile> written = mounted.writeBack();
        assertThat(written)
                .extracting(OutputFile::path)
                .containsExactly("d/changed", "d/made/new", "d/moved/deep/file");
        assertThat(written.get(0).bytes()).isEqualTo(5);
        assertThat(paths())
                .containsExactly("changed", "made", "made/new", "moved", "moved/deep", "moved/deep/file", "same");
        assertThat(directory.resolve("changed")).hasContent("after");
        assertThat(directory.resolve("moved/deep/file")).hasContent("deep");
        assertThat(Files.readAttributes(directory.resolve("same"), "unix:ino").get("ino"))
                .isEqualTo(untouched);
    }

    @Test
    void fileBecomesADirectoryAndTheOtherWayRound() throws IOException {
        write("a", "file");
        write("b/inside", "file");
        MountedDirectories mounted = mount();
        tree.remove(root(), "a", root().get("a"));
        set(tree.createFile(tree.createDirectory(root(), "a"), "inside"), "new");
        Directory b = (Directory) root().get("b");
        tree.remove(b, "inside", b.get("inside"));
        tree.remove(root(), "b", b);
        set(tree.createFile(root(), "b"), "file");
        mounted.writeBack();
        assertThat(paths()).containsExactly("a", "a/inside", "b");
        assertThat(directory.resolve("b")).hasContent("file");
    }

    @Test
    void permissionsOfAChangedFileStay() throws IOException {
        write("script", "#!/bin/sh\n");
        Files.setPosixFilePermissions(directory.resolve("script"), PosixFilePermissions.fromString("rwxr-x--x"));
        MountedDirectories mounted = mount();
        set(file(root(), "script"), "#!/bin/sh\necho\n");
        mounted.writeBack();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("script"))))
                .isEqualTo("rwxr-x--x");
    }

    @Test
    void linksAreNeitherShownNorFollowedNorReplaced(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(directory.resolve("way"), outside);
        write("file", "file");
        MountedDirectories mounted = mount();
        assertThat(root().list()).extracting(Directory.Entry::name).containsExactly("file");
        assertThat(HostTree.read(directory).leftOut()).containsExactly("link", "way");

        set(file(root(), "file"), "changed");
        set(tree.createFile(root(), "link"), "evil");
        assertThatThrownBy(mounted::writeBack)
                .isInstanceOf(HostFailedException.class)
                .hasMessageContaining("link: is a symbolic link, which is left as it is")
                .hasMessageContaining("done before that: wrote d/file; every other file is as it was");
        assertThat(outside.resolve("secret")).hasContent("secret");
        assertThat(directory.resolve("link")).isSymbolicLink();
        assertThat(directory.resolve("file")).hasContent("changed");
    }

    @Test
    void directoryThatBecameALinkMeanwhileLeadsNowhere(@TempDir Path outside) throws IOException {
        write("sub/file", "file");
        MountedDirectories mounted = mount();
        set(file((Directory) root().get("sub"), "file"), "changed");
        Files.delete(directory.resolve("sub/file"));
        Files.delete(directory.resolve("sub"));
        Files.createSymbolicLink(directory.resolve("sub"), outside);
        assertThatThrownBy(mounted::writeBack).hasMessageContaining("nothing was changed there");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void failureLeavesEveryFileOldOrNew() throws IOException {
        write("a", "old a");
        write("b", "old b");
        MountedDirectories mounted = mount();
        set(file(root(), "a"), "new a");
        set(file(root(), "b"), "new b");
        set(tree.createFile(tree.createDirectory(root(), "c"), "new"), "new");
        // A file stands where the program made a directory.
        Files.writeString(directory.resolve("c"), "in the way");
        assertThatThrownBy(mounted::writeBack)
                .hasMessageContaining("cannot write back to " + directory)
                .hasMessageContaining("wrote d/a, wrote d/b");
        assertThat(paths()).as("nothing half written is left").containsExactly("a", "b", "c");
        assertThat(directory.resolve("c")).hasContent("in the way");
    }

    @Test
    void whatTheProgramDidNotSeeKeepsItsDirectory() throws IOException {
        write("sub/file", "file");
        Files.createSymbolicLink(directory.resolve("sub/link"), directory);
        MountedDirectories mounted = mount();
        Directory sub = (Directory) root().get("sub");
        tree.remove(sub, "file", sub.get("file"));
        tree.remove(root(), "sub", sub);
        mounted.writeBack();
        assertThat(Files.exists(directory.resolve("sub/link"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(directory.resolve("sub/file")).doesNotExist();
    }

    @Test
    void moreThanTheQuotaIsNotCopied() throws IOException {
        write("large", "x".repeat(1_001));
        assertThatThrownBy(this::mount).isInstanceOf(LimitReachedException.class);
    }

    @Test
    void directoryThatIsNotThereIsNamed() {
        Mount missing = new Mount(directory.resolve("missing"), "m");
        assertThatThrownBy(() -> MountedDirectories.copy(List.of(missing), tree))
                .isInstanceOf(HostFailedException.class)
                .hasMessageContaining("there is no " + directory.resolve("missing"));
    }
}
