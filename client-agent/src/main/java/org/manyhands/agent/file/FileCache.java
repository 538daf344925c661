package org.manyhands.agent.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.manyhands.agent.home.DurableFile;
import org.manyhands.agent.http.CallRefusedException;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.crypto.Digests;

/**
 * Files by their SHA-256. A file has its name only after its digest was found right; what a broken transfer left is
 * continued the next time. One thread at a time.
 */
public final class FileCache {
    /** Most bytes kept, save for what held tasks need: 2 GiB. */
    public static final long STANDARD_LIMIT_BYTES = 2L << 30;

    private static final String PARTIAL = ".part";
    /** Most files kept, so that the directory stays quick however small they are. */
    private static final int LIMIT_FILES = 10_000;
    /** Space that a download leaves free for everybody else. */
    private static final long SPARE_BYTES = 64L << 20;

    private final Path directory;
    private final long limitBytes;
    private final Clock clock;
    private long knownBytes = -1;
    private int knownFiles;

    public FileCache(Path directory, long limitBytes, Clock clock) {
        this.directory = directory;
        this.limitBytes = limitBytes;
        this.clock = clock;
    }

    /** Where the file with this digest lies once {@link #fetch} has returned it. */
    public Path path(String sha256) {
        return directory.resolve(sha256);
    }

    /**
     * Puts a file together, from the cache where possible, and verifies it.
     *
     * @throws WrongContentException when its bytes are not what its digest says; trying again is no use
     * @throws IOException when the transfer broke, to be continued by the next call; or this disk is full
     */
    public Path fetch(InputReference file, FileSource source)
            throws IOException, InterruptedException, CallRefusedException, WrongContentException {
        check(file);
        Path target = path(file.sha256());
        if (Files.exists(target)) {
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
            return target;
        }
        DurableFile.makeDirectory(directory);
        Path partial = directory.resolve(file.sha256() + PARTIAL);
        byte[] content = file.content();
        if (content != null) {
            Files.write(partial, content);
        } else {
            makeRoom(file);
            boolean continued = Files.exists(partial);
            append(file, partial, source);
            if (continued && !right(file, partial)) {
                // The part that lay here may have been damaged by a crash: once more from the start.
                Files.delete(partial);
                append(file, partial, source);
            }
        }
        if (!right(file, partial)) {
            String found = Files.size(partial) + " bytes with SHA-256 " + Digests.sha256(partial);
            Files.delete(partial);
            throw new WrongContentException("file " + file.path() + " should be " + file.bytes()
                    + " bytes with SHA-256 " + file.sha256() + ", and is " + found);
        }
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.setLastModifiedTime(partial, FileTime.from(clock.instant()));
        DurableFile.rename(partial, target);
        knownBytes += knownBytes < 0 ? 0 : file.bytes();
        knownFiles++;
        return target;
    }

    /** Removes what no held task needs, the longest unused first, when there is more than the limit. */
    public void trim(Supplier<Set<String>> needed) throws IOException {
        if ((knownBytes >= 0 && knownBytes <= limitBytes && knownFiles <= LIMIT_FILES)
                || !Files.isDirectory(directory)) {
            return;
        }
        List<Cached> all;
        try (Stream<Path> paths = Files.list(directory)) {
            all = paths.map(Cached::of)
                    .sorted(Comparator.comparing(Cached::used).thenComparing(Cached::path))
                    .toList();
        }
        knownBytes = all.stream().mapToLong(Cached::bytes).sum();
        knownFiles = all.size();
        Set<String> kept = needed.get();
        for (Cached file : all) {
            if (knownBytes <= limitBytes && knownFiles <= LIMIT_FILES) {
                return;
            }
            if (!kept.contains(file.sha256())) {
                Files.deleteIfExists(file.path());
                knownBytes -= file.bytes();
                knownFiles--;
            }
        }
    }

    private void append(InputReference file, Path partial, FileSource source)
            throws IOException, InterruptedException, CallRefusedException {
        long have = Files.exists(partial) ? Files.size(partial) : 0;
        long start = 0;
        try (OutputStream out = Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (InputReference.Segment segment : file.segments()) {
                long done = Math.min(segment.length(), Math.max(0, have - start));
                if (done < segment.length()) {
                    copy(file, segment, done, out, source);
                }
                start += segment.length();
            }
        }
    }

    private void copy(
            InputReference file, InputReference.Segment segment, long done, OutputStream out, FileSource source)
            throws IOException, InterruptedException, CallRefusedException {
        long offset = segment.offset() + done;
        long length = segment.length() - done;
        boolean whole = done == 0 && segment.sha256().equals(file.sha256());
        try (InputStream in = opened(segment.sha256(), offset, length, whole, source)) {
            byte[] buffer = new byte[1 << 16];
            long left = length;
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("the transfer of " + file.path() + " broke off " + left + " bytes early");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private InputStream opened(String sha256, long offset, long length, boolean whole, FileSource source)
            throws IOException, InterruptedException, CallRefusedException {
        Path stored = path(sha256);
        if (!Files.exists(stored)) {
            return source.open(sha256, offset, length, whole);
        }
        InputStream in = Files.newInputStream(stored);
        in.skipNBytes(offset);
        return in;
    }

    private void makeRoom(InputReference file) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free - SPARE_BYTES < file.bytes()) {
            throw new DiskFullException(file.path(), file.bytes(), free, directory);
        }
    }

    private static void check(InputReference file) throws WrongContentException {
        if (!Digests.isSha256(file.sha256())) {
            throw new WrongContentException("file " + file.path() + " has no SHA-256 but '" + file.sha256() + "'");
        }
        if (file.content() != null) {
            return;
        }
        long sum = 0;
        for (InputReference.Segment segment : file.segments()) {
            if (!Digests.isSha256(segment.sha256()) || segment.offset() < 0 || segment.length() < 0) {
                throw new WrongContentException("file " + file.path() + " has an impossible piece: " + segment);
            }
            sum += segment.length();
        }
        if (sum != file.bytes()) {
            throw new WrongContentException("the pieces of file " + file.path() + " are " + sum
                    + " bytes together, and the file " + file.bytes());
        }
    }

    private static boolean right(InputReference file, Path partial) throws IOException {
        return Files.size(partial) == file.bytes() && Digests.sha256(partial).equals(file.sha256());
    }

    private record Cached(Path path, String sha256, long bytes, FileTime used) {
        static Cached of(Path path) {
            String name = path.getFileName().toString();
            String sha256 = name.endsWith(PARTIAL) ? name.substring(0, name.length() - PARTIAL.length()) : name;
            try {
                return new Cached(path, sha256, Files.size(path), Files.getLastModifiedTime(path));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
