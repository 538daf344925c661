package org.manyhands.sandbox.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.meter.LimitReachedException;

class OutputNodeTest {
    private final OutputQuota quota = new OutputQuota(1_000_000, 3);
    private final FileTree tree = new FileTree(List.of(), quota, 0);

    private static byte[] content(OutputNode file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.copyTo(out);
        return out.toByteArray();
    }

    /** Random writes and cuts, against an array that does the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void behavesLikeAnArray(int seed) throws IOException {
        Random random = new Random(seed);
        OutputNode file = tree.createFile(tree.out(), "a");
        byte[] expected = new byte[0];
        for (int i = 0; i < 200; i++) {
            int offset = random.nextInt(100_000);
            if (random.nextInt(5) == 0) {
                file.resize(offset);
                expected = Arrays.copyOf(expected, offset);
            } else {
                byte[] bytes = new byte[random.nextInt(40_000)];
                random.nextBytes(bytes);
                file.write(offset, bytes, 0, bytes.length);
                if (bytes.length > 0) {
                    expected = Arrays.copyOf(expected, Math.max(expected.length, offset + bytes.length));
                }
                System.arraycopy(bytes, 0, expected, bytes.length > 0 ? offset : 0, bytes.length);
            }
            assertThat(file.size()).isEqualTo(expected.length);
            assertThat(quota.bytes()).isEqualTo(expected.length);
        }
        assertThat(content(file)).isEqualTo(expected);
        byte[] read = new byte[expected.length + 10];
        assertThat(file.read(0, read, 0, read.length)).isEqualTo(expected.length);
        assertThat(Arrays.copyOf(read, expected.length)).isEqualTo(expected);
    }

    @Test
    void writeBeyondTheQuotaChangesNothing() throws IOException {
        OutputNode file = tree.createFile(tree.out(), "a");
        file.write(0, new byte[] {1, 2, 3}, 0, 3);
        assertThatThrownBy(() -> file.write(999_999, new byte[] {4, 5}, 0, 2))
                .isInstanceOf(LimitReachedException.class);
        assertThatThrownBy(() -> file.write(Long.MAX_VALUE, new byte[] {4}, 0, 1))
                .isInstanceOf(LimitReachedException.class);
        assertThat(content(file)).containsExactly(1, 2, 3);
    }

    @Test
    void numberOfFilesAndDirectoriesIsLimited() {
        tree.createFile(tree.out(), "a");
        tree.createDirectory(tree.out(), "b");
        tree.createFile(tree.out(), "c");
        assertThatThrownBy(() -> tree.createFile(tree.out(), "d")).isInstanceOf(LimitReachedException.class);
        assertThatThrownBy(() -> tree.createDirectory(tree.out(), "d")).isInstanceOf(LimitReachedException.class);
    }

    @Test
    void removedFileGivesItsBytesBackOnceItIsClosed() {
        OutputNode file = tree.createFile(tree.out(), "a");
        file.open();
        file.write(0, new byte[100], 0, 100);
        tree.remove(tree.out(), "a", file);
        assertThat(quota.bytes()).isEqualTo(100);
        file.close();
        assertThat(quota.bytes()).isZero();
        assertThat(tree.outputs()).isEmpty();
    }
}
