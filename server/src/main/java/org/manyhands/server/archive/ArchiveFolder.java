package org.manyhands.server.archive;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.manyhands.protocol.id.BatchId;

/**
 * The archive: {@code <batch>.jsonl.gz} for each batch, a JSON text on each line, the batch first, then its work units in order. A file
 * with that name is whole.
 */
public final class ArchiveFolder {
    private static final String SUFFIX = ".jsonl.gz";

    private final Path folder;

    public ArchiveFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes lines until it returns. */
    @FunctionalInterface
    public interface Lines {
        void write(BufferedWriter out) throws IOException;
    }

    /** Replaces the batch's file by these lines. It is durable under its name when this returns. */
    public Path write(BatchId batch, Lines lines) throws IOException {
        Files.createDirectories(folder);
        Path temporary = folder.resolve(batch + SUFFIX + ".new");
        try (FileChannel channel = FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                GZIPOutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(channel));
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(gzip, StandardCharsets.UTF_8))) {
            lines.write(out);
            out.flush();
            gzip.finish();
            channel.force(true);
        }
        Files.move(temporary, file(batch), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force();
        return file(batch);
    }

    /** Where a batch's file is, or would be. */
    public Path file(BatchId batch) {
        return folder.resolve(batch + SUFFIX);
    }

    /** The batches that have a file, in order. */
    public List<BatchId> batches() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}" + SUFFIX.replace(".", "[.]")))
                    .map(name -> BatchId.of(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted(Comparator.comparingLong(BatchId::value))
                    .toList();
        }
    }

    /** Reads a batch's file, line by line; to be closed. */
    public BufferedReader read(BatchId batch) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file(batch))), StandardCharsets.UTF_8));
    }

    /** Makes a new name durable. Windows cannot open a folder, and journals names by itself. */
    private void force() throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
