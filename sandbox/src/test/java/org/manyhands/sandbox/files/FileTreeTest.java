package org.manyhands.sandbox.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.meter.HostFailedException;

class FileTreeTest {
    @TempDir
    private Path directory;

    private InputFile input(String path, String content) throws IOException {
        Path file = Files.createTempFile(directory, "input", "");
        Files.writeString(file, content);
        return new InputFile(path, file);
    }

    private static FileTree tree(List<InputFile> inputs) {
        return new FileTree(inputs, new OutputQuota(1_000, 10), 5);
    }

    private static List<String> names(Directory directory) {
        return directory.list().stream().map(Directory.Entry::name).toList();
    }

    @Test
    void inputsAreListedInOneOrderWhateverOrderTheyCameIn() throws IOException {
        InputFile b = input("b", "1");
        InputFile capital = input("C", "2");
        InputFile umlaut = input("ä", "3");
        InputFile below = input("d/e", "4");
        Directory one = tree(List.of(b, capital, umlaut, below)).in();
        Directory other = tree(List.of(below, umlaut, capital, b)).in();
        assertThat(names(one)).containsExactly("C", "b", "d", "ä").isEqualTo(names(other));
        assertThat(one.list().stream().map(entry -> entry.node().inode()).toList())
                .isEqualTo(
                        other.list().stream().map(entry -> entry.node().inode()).toList());
    }

    @Test
    void inputIsReadWhereItLies() throws IOException {
        FileTree tree = tree(List.of(input("a", "hello")));
        InputNode file = (InputNode) tree.in().get("a");
        byte[] target = new byte[8];
        assertThat(file.read(1, target, 2, 6)).isEqualTo(4);
        assertThat(Arrays.copyOfRange(target, 2, 6))
                .isEqualTo("ello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(file.read(5, target, 0, 1)).isZero();
        assertThat(file.read(Long.MAX_VALUE, target, 0, 1)).isZero();
        assertThat(file.modificationTime()).isEqualTo(5);
    }

    @Test
    void whatIsWithheldIsThereAndCannotBeRead() throws IOException {
        InputFile there = input("a", "hello");
        FileTree tree = tree(List.of(new InputFile("a", there.file(), "half of it is missing")));
        InputNode file = (InputNode) tree.in().get("a");
        assertThat(file.size()).isEqualTo(5);
        assertThatThrownBy(() -> file.read(0, new byte[8], 0, 8))
                .isInstanceOf(HostFailedException.class)
                .hasMessage("half of it is missing");
    }

    /** Larger than the heap of this process, and than one mapping: a sparse file, so that it costs no disk. */
    @Test
    void largeInputCostsNoHeap() throws IOException {
        long gibibyte = 1L << 30;
        Path large = directory.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.seek(gibibyte - 2);
            file.write(new byte[] {1, 2, 3, 4});
            file.setLength(3 * gibibyte);
        }
        InputNode node =
                (InputNode) tree(List.of(new InputFile("large", large))).in().get("large");
        byte[] target = new byte[6];
        assertThat(node.size()).isEqualTo(3 * gibibyte);
        assertThat(node.read(gibibyte - 3, target, 0, 6)).isEqualTo(6);
        assertThat(target).containsExactly(0, 1, 2, 3, 4, 0);
        assertThat(node.read(3 * gibibyte - 1, target, 0, 6)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a//b", "../a", "a/..", "a/./b", "a\\b", "a:b", "a\nb"})
    void inputPathThatIsNotPlainIsRefusedByName(String path) throws IOException {
        InputFile wrong = input(path, "");
        assertThatThrownBy(() -> tree(List.of(wrong)))
                .isInstanceOf(HostFailedException.class)
                .hasMessageContaining(path);
    }

    @Test
    void twoInputsOfOneNameAreRefused() throws IOException {
        InputFile first = input("a", "");
        InputFile second = input("a", "");
        InputFile below = input("a/b", "");
        assertThatThrownBy(() -> tree(List.of(first, second))).isInstanceOf(HostFailedException.class);
        assertThatThrownBy(() -> tree(List.of(first, below))).isInstanceOf(HostFailedException.class);
    }

    @Test
    void missingInputIsTheHostsFailure() {
        InputFile missing = new InputFile("a", directory.resolve("missing"));
        assertThatThrownBy(() -> tree(List.of(missing)))
                .isInstanceOf(HostFailedException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void outputsAreTheFilesOfAllDirectoriesByPath() {
        FileTree tree = tree(List.of());
        tree.createDirectory(tree.out(), "z");
        tree.createFile((Directory) tree.out().get("z"), "y");
        tree.createFile(tree.out(), "a");
        assertThat(tree.outputs().keySet()).containsExactly("a", "z/y");
    }

    @Test
    void listIsMadeAnewOnlyWhenAnEntryComesOrGoes() {
        FileTree tree = new FileTree(List.of(), new OutputQuota(1_000, 10), 5);
        Directory out = tree.out();
        tree.createFile(out, "b");
        List<Directory.Entry> first = out.list();
        assertThat(out.list()).isSameAs(first);
        OutputNode a = tree.createFile(out, "a");
        assertThat(names(out)).containsExactly("a", "b");
        tree.rename(out, "a", a, out, "c");
        assertThat(names(out)).containsExactly("b", "c");
        tree.remove(out, "c", a);
        assertThat(names(out)).containsExactly("b");
        assertThat(first).extracting(Directory.Entry::name).containsExactly("b");
    }

    /** The longest path below a directory is kept; whatever is done, what has room is what a walk finds to have. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatHasRoomIsRightAfterAnyChange(long seed) {
        Random random = new Random(seed);
        FileTree tree = new FileTree(List.of(), new OutputQuota(1_000, 1_000), 5);
        List<Directory> directories = new ArrayList<>(List.of(tree.out()));
        for (int i = 0; i < 400; i++) {
            Directory at = directories.get(random.nextInt(directories.size()));
            String name = String.valueOf((char) ('a' + random.nextInt(4))).repeat(1 + random.nextInt(180));
            Node there = at.get(name);
            if (there == null && at.hasRoomFor(name, null)) {
                if (random.nextBoolean()) {
                    directories.add(tree.createDirectory(at, name));
                } else {
                    tree.createFile(at, name);
                }
            } else if (there instanceof Directory moved) {
                Directory to = directories.get(random.nextInt(directories.size()));
                boolean fits =
                        path(to).length() + 1 + name.length() + longest(moved) - 1 <= Names.MAXIMUM_STORED_PATH_BYTES;
                assertThat(to.hasRoomFor(name, moved)).isEqualTo(fits);
                if (fits && !moved.holds(to) && to.get(name) == null) {
                    tree.rename(at, name, moved, to, name);
                }
            } else if (there != null) {
                tree.remove(at, name, there);
            }
        }
        assertThat(directories).hasSizeGreaterThan(10);
    }

    private static String path(Directory directory) {
        Directory parent = directory.parentOrSelf();
        if (parent == directory) {
            return "";
        }
        String name = parent.list().stream()
                .filter(entry -> entry.node() == directory)
                .findFirst()
                .orElseThrow()
                .name();
        return path(parent) + "/" + name;
    }

    private static int longest(Directory directory) {
        return directory.list().stream()
                .mapToInt(entry ->
                        1 + entry.name().length() + (entry.node() instanceof Directory below ? longest(below) : 0))
                .max()
                .orElse(0);
    }
}
