package org.manyhands.server.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.AnswerFile;

/**
 * What came out of a public batch.
 *
 * @param table first rows of the answer's table or, without one, of the first among the files; null when there is none
 */
public record AnswerCard(
        String batchId,
        String batch,
        String origin,
        String headline,
        List<Image> images,
        @Nullable TablePreview table,
        List<FileLink> files) {
    /** What the answer's own table is called; beside it programs may leave others. */
    private static final String TABLE = "table.csv";

    private static final int MOST_IMAGES = 4;
    private static final int VERSION_DIGITS = 24;
    private static final int HEAD_BYTES = 1 << 14;

    public AnswerCard {
        images = List.copyOf(images);
        files = List.copyOf(files);
    }

    /**
     * A picture of the answer.
     *
     * @param adapts true when it is drawn for light and dark pages alike; any other is shown on white
     */
    public record Image(String href, String alternative, boolean adapts) {}

    /** A file to take home. */
    public record FileLink(String name, String href, String size) {
        /** What it is called when it is saved. */
        public String savedAs() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /**
     * Empty for a private batch and for one without an answer.
     *
     * @param paths where the bytes of a file are, by SHA-256
     */
    static Optional<AnswerCard> of(BatchView batch, Function<String, Optional<Path>> paths) {
        BatchView.Answer answer = batch.answer();
        if (!batch.visibleToAll() || answer == null) {
            return Optional.empty();
        }
        List<AnswerFile> files = answer.files();
        TablePreview table = files.stream()
                .filter(file -> file.mediaType().startsWith("text/csv"))
                .min(Comparator.comparing(file -> !file.name().equals(TABLE)))
                .flatMap(file -> paths.apply(file.sha256()).flatMap(path -> TablePreview.read(file.name(), path)))
                .orElse(null);
        return Optional.of(new AnswerCard(
                batch.id().toString(),
                batch.name(),
                batch.application() + " " + batch.version() + ", for " + batch.owner(),
                answer.headline(),
                files.stream()
                        .filter(file -> file.mediaType().startsWith("image/"))
                        .limit(MOST_IMAGES)
                        .map(file -> image(batch, file, answer.headline(), paths))
                        .toList(),
                table,
                files.stream()
                        .map(file -> new FileLink(file.name(), href(batch.id(), file), Words.bytes(file.bytes())))
                        .toList()));
    }

    /**
     * The address of a file: its content decides, its name is for people (not all that a program may name a file can stand
     * in an address).
     */
    static String href(BatchId batch, AnswerFile file) {
        String path = Arrays.stream(file.name().split("/", -1))
                .map(part -> URLEncoder.encode(part.replaceAll("[%\\\\;\\p{Cntrl}]", "_"), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .collect(Collectors.joining("/"));
        return "/batches/" + batch + "/answer/" + path + "?v=" + version(file);
    }

    /** Different for different bytes. */
    static String version(AnswerFile file) {
        return file.sha256().substring(0, VERSION_DIGITS);
    }

    private static Image image(
            BatchView batch, AnswerFile file, String headline, Function<String, Optional<Path>> paths) {
        return new Image(
                href(batch.id(), file),
                "Plot of the answer of " + batch.name() + (headline.isEmpty() ? "" : ": " + headline),
                file.mediaType().startsWith("image/svg")
                        && paths.apply(file.sha256()).map(AnswerCard::adapts).orElse(false));
    }

    private static boolean adapts(Path svg) {
        try (InputStream in = Files.newInputStream(svg)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains("prefers-color-scheme");
        } catch (IOException e) {
            // The picture itself will be missing on the page, in sight of the reader.
            return false;
        }
    }
}
