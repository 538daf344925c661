package org.manyhands.db.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.testing.Together;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

class FileStoreTest {
    private static final byte[] CONTENT = "content".getBytes(UTF_8);
    private static final String DIGEST = Digests.sha256(CONTENT);

    @TempDir
    Path root;

    private FileStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(root);
    }

    @Test
    void bytes_are_found_under_their_digest() throws Exception {
        assertThat(store.put(CONTENT)).isEqualTo(new FileStore.Stored(DIGEST, 7));
        assertThat(store.has(DIGEST)).isTrue();
        assertThat(store.read(DIGEST)).isEqualTo(CONTENT);
        assertThat(store.path(DIGEST))
                .isEqualTo(root.resolve(DIGEST.substring(0, 2)).resolve(DIGEST));
        assertThat(FileStore.open(root).has(DIGEST))
                .as("from another process, too")
                .isTrue();
        store.delete(DIGEST);
        store.delete(DIGEST);
        assertThat(store.has(DIGEST)).isFalse();
    }

    @Test
    void a_file_is_copied_in() throws Exception {
        Path file = Files.write(root.resolve("mine.csv"), CONTENT);
        assertThat(store.put(file).sha256()).isEqualTo(DIGEST);
        assertThat(file).exists();
    }

    @Test
    void a_wrong_digest_keeps_nothing() throws Exception {
        String other = Digests.sha256("other");
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(CONTENT), other, 100))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH))
                .hasMessageContaining(DIGEST)
                .hasMessageContaining(other);
        assertThat(everything()).isEmpty();
    }

    @Test
    void a_stream_past_the_limit_keeps_nothing_and_names_the_limit() throws Exception {
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(CONTENT), null, 6))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessageContaining("6 bytes");
        assertThat(store.put(new ByteArrayInputStream(CONTENT), DIGEST, 7).bytes())
                .isEqualTo(7);
    }

    @Test
    void a_stream_that_breaks_keeps_nothing_and_is_the_callers_trouble() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> store.put(broken, null, 100))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(everything()).isEmpty();
    }

    @Test
    void many_who_store_the_same_bytes_at_once_all_succeed() throws Exception {
        List<FileStore.Stored> stored = Together.run(8, () -> store.put(CONTENT));
        assertThat(stored).containsOnly(new FileStore.Stored(DIGEST, 7));
        assertThat(everything()).containsExactly(store.path(DIGEST));
    }

    @Test
    void a_name_that_is_no_digest_never_becomes_a_path() {
        assertThatThrownBy(() -> store.path("../../etc/passwd")).hasMessageContaining("no SHA-256");
        assertThatThrownBy(() -> store.has(DIGEST.toUpperCase(java.util.Locale.ROOT)))
                .hasMessageContaining("lower-case");
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused_with_its_name() throws Exception {
        Path file = Files.write(root.resolve("file"), CONTENT);
        assertThatThrownBy(() -> FileStore.open(file.resolve("store")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_full_disk_is_told_from_other_trouble_and_keeps_nothing() {
        Path device = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(device), "only Linux has a disk that is always full");
        assertThatThrownBy(() ->
                        FileStore.copy(new ByteArrayInputStream(CONTENT), device, Digests.newSha256(), Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(FileStore.refusal(e).code()).isEqualTo(ErrorCode.OUT_OF_SPACE));
        assertThat(FileStore.refusal(new IOException("Input/output error")).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
