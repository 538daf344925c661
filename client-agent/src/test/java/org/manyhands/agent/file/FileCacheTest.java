package org.manyhands.agent.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.testing.ManualClock;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.InputReference.Segment;
import org.manyhands.protocol.crypto.Digests;

class FileCacheTest {
    @TempDir
    Path directory;

    private final Map<String, byte[]> stored = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int breakAfter = Integer.MAX_VALUE;
    private final ManualClock clock = new ManualClock();

    @Test
    void aFileIsFetchedOnce() throws Exception {
        InputReference file = InputReference.whole("a", store("hello"), 5);
        FileCache cache = cache(1000);
        assertThat(cache.fetch(file, this::open)).hasContent("hello");
        assertThat(cache.fetch(file, this::open)).hasContent("hello");
        assertThat(asked).hasSize(1).first().asString().endsWith("0+5 whole");
    }

    @Test
    void aBrokenTransferIsContinuedWhereItBroke() throws Exception {
        InputReference file = InputReference.whole("a", store("hello world"), 11);
        FileCache cache = cache(1000);
        breakAfter = 4;
        assertThatThrownBy(() -> cache.fetch(file, this::open))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("7 bytes early");
        breakAfter = Integer.MAX_VALUE;
        assertThat(cache.fetch(file, this::open)).hasContent("hello world");
        assertThat(asked.get(1)).endsWith("4+7");
    }

    @Test
    void aFileIsPutTogetherFromPieces() throws Exception {
        String rows = store("header\nrow1\nrow2\nrow3\n");
        InputReference slice = new InputReference(
                "slice.csv",
                12,
                Digests.sha256("header\nrow3\n"),
                null,
                List.of(new Segment(rows, 0, 7), new Segment(rows, 17, 5)));
        breakAfter = 7;
        FileCache cache = cache(1000);
        assertThat(cache.fetch(slice, this::open)).hasContent("header\nrow3\n");
        assertThat(asked).hasSize(2).allMatch(call -> !call.endsWith("whole"));
    }

    @Test
    void aTransferThatBrokeBetweenPiecesGoesOnWithTheNext() throws Exception {
        String rows = store("header\nrow1\nrow2\nrow3\n");
        InputReference slice = new InputReference(
                "slice.csv",
                12,
                Digests.sha256("header\nrow3\n"),
                null,
                List.of(new Segment(rows, 0, 7), new Segment(rows, 17, 5)));
        Files.writeString(directory.resolve(slice.sha256() + ".part"), "header\nro");
        assertThat(cache(1000).fetch(slice, this::open)).hasContent("header\nrow3\n");
        assertThat(asked).hasSize(1).first().asString().endsWith("19+3");
    }

    @Test
    void piecesComeFromACachedFileWithoutACall() throws Exception {
        String whole = store("0123456789");
        FileCache cache = cache(1000);
        cache.fetch(InputReference.whole("all", whole, 10), this::open);
        InputReference piece =
                new InputReference("piece", 3, Digests.sha256("456"), null, List.of(new Segment(whole, 4, 3)));
        assertThat(cache.fetch(piece, this::open)).hasContent("456");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatADamagedPartSpoilsIsFetchedFromTheStart() throws Exception {
        InputReference file = InputReference.whole("a", store("hello"), 5);
        Files.writeString(directory.resolve(file.sha256() + ".part"), "xx");
        assertThat(cache(1000).fetch(file, this::open)).hasContent("hello");
        assertThat(asked).hasSize(2);
    }

    @Test
    void otherBytesAreNeverKept() {
        String sha256 = store("hello");
        stored.put(sha256, "jello".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> cache(1000).fetch(InputReference.whole("a", sha256, 5), this::open))
                .isInstanceOf(WrongContentException.class)
                .hasMessageContaining(sha256)
                .hasMessageContaining(Digests.sha256("jello"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void contentThatTravelsInsideIsVerifiedToo() throws Exception {
        byte[] content = "inside".getBytes(StandardCharsets.UTF_8);
        InputReference good = new InputReference("a", 6, Digests.sha256(content), content, List.of());
        assertThat(cache(1000).fetch(good, this::open)).hasContent("inside");
        InputReference bad = new InputReference("b", 6, Digests.sha256("other"), content, List.of());
        assertThatThrownBy(() -> cache(1000).fetch(bad, this::open)).isInstanceOf(WrongContentException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void piecesThatDoNotAddUpAreRefusedBeforeACall() {
        InputReference file =
                new InputReference("a", 10, Digests.sha256("x"), null, List.of(new Segment("a".repeat(64), 0, 5)));
        assertThatThrownBy(() -> cache(1000).fetch(file, this::open))
                .isInstanceOf(WrongContentException.class)
                .hasMessageContaining("5 bytes together, and the file 10");
        InputReference path =
                new InputReference("a", 1, "../../secret", null, List.of(new Segment("a".repeat(64), 0, 1)));
        assertThatThrownBy(() -> cache(1000).fetch(path, this::open)).isInstanceOf(WrongContentException.class);
    }

    @Test
    void aFileLargerThanTheDiskIsNotBegun() {
        InputReference file = InputReference.whole("a", "a".repeat(64), Long.MAX_VALUE / 2);
        assertThatThrownBy(() -> cache(1000).fetch(file, this::open)).isInstanceOf(DiskFullException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void overTheLimitTheLongestUnusedGoesAndWhatIsNeededStays() throws Exception {
        FileCache cache = cache(10);
        Path needed = cache.fetch(InputReference.whole("a", store("aaaa"), 4), this::open);
        Path unused = cache.fetch(InputReference.whole("b", store("bbbb"), 4), this::open);
        Path recent = cache.fetch(InputReference.whole("c", store("cccc"), 4), this::open);
        cache.trim(() -> Set.of(needed.getFileName().toString()));
        assertThat(needed).exists();
        assertThat(unused).doesNotExist();
        assertThat(recent).exists();
    }

    private FileCache cache(long limit) {
        return new FileCache(directory, limit, clock);
    }

    private String store(String content) {
        String sha256 = Digests.sha256(content);
        stored.put(sha256, content.getBytes(StandardCharsets.UTF_8));
        return sha256;
    }

    private InputStream open(String sha256, long offset, long length, boolean whole) {
        asked.add(sha256.substring(0, 4) + " " + offset + "+" + length + (whole ? " whole" : ""));
        clock.move(Duration.ofMinutes(1));
        byte[] content = stored.get(sha256);
        return new ByteArrayInputStream(content, (int) offset, Math.min(breakAfter, content.length - (int) offset));
    }
}
