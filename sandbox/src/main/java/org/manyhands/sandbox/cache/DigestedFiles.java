package org.manyhands.sandbox.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of entries by key. What is read from it is trusted, so the folder is its owner's alone, and every entry
 * carries a digest of its key and content: one that does not match is not there. Several processes may use one folder.
 * A folder that cannot be read or written costs time, and nothing else.
 */
public final class DigestedFiles {
    private static final int DIGEST_BYTES = 32;
    private static final String PARTIAL = ".partial";

    /** A file that is written for longer belongs to a process that was killed. */
    private static final long ABANDONED_MILLIS = TimeUnit.HOURS.toMillis(1);

    private final Path directory;
    private final String suffix;
    private final int mostEntries;
    private final long mostBytes;

    /**
     * Makes nothing yet.
     *
     * @param suffix how names of entries end; other files in the folder are left alone
     * @param mostEntries most entries that are kept, the ones longest unused go first
     * @param mostBytes most bytes that they take together
     */
    public DigestedFiles(Path directory, String suffix, int mostEntries, long mostBytes) {
        this.directory = directory;
        this.suffix = suffix;
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** The content under a key, or null when there is none that can be trusted. */
    public byte @Nullable [] get(String key) {
        Path file = file(key);
        try {
            if (!OwnerOnly.isTrusted(directory) || !Files.isRegularFile(file)) {
                return null;
            }
            byte[] entry = Files.readAllBytes(file);
            if (entry.length < DIGEST_BYTES) {
                return null;
            }
            byte[] content = Arrays.copyOfRange(entry, DIGEST_BYTES, entry.length);
            if (!Arrays.equals(entry, 0, DIGEST_BYTES, digest(key, content), 0, DIGEST_BYTES)) {
                return null;
            }
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            return content;
        } catch (IOException e) {
            return null;
        }
    }

    /** Keeps an entry, all of it or nothing. */
    public void put(String key, byte[] content) {
        try {
            OwnerOnly.createDirectory(directory);
            Path partial = OwnerOnly.createFile(directory, PARTIAL);
            try {
                byte[] entry = Arrays.copyOf(digest(key, content), DIGEST_BYTES + content.length);
                System.arraycopy(content, 0, entry, DIGEST_BYTES, content.length);
                Files.write(partial, entry);
                Files.move(partial, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
            makeRoomFor(file(key));
        } catch (IOException e) {
            // It is made again when it is needed again.
        }
    }

    private Path file(String key) {
        return directory.resolve(HexFormat.of().formatHex(digest(key, new byte[0])) + suffix);
    }

    private static byte[] digest(String key, byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(key.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return sha256.digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A file as it was when the folder was listed; another process may have removed it since. */
    private record Entry(Path file, long bytes, long usedMillis) {
        static Entry of(Path file) {
            try {
                return new Entry(
                        file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
            } catch (IOException e) {
                return new Entry(file, 0, 0);
            }
        }
    }

    /** Removes what is too much; the new entry stays, however large it is. */
    private void makeRoomFor(Path fresh) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.toString();
                Entry entry = Entry.of(file);
                if (name.endsWith(suffix) && !file.equals(fresh)) {
                    entries.add(entry);
                } else if (name.endsWith(PARTIAL)
                        && entry.usedMillis() < System.currentTimeMillis() - ABANDONED_MILLIS) {
                    Files.deleteIfExists(file);
                }
            }
        }
        entries.sort(Comparator.comparingLong(Entry::usedMillis).reversed());
        long bytes = Files.size(fresh);
        int kept = 1;
        for (Entry entry : entries) {
            bytes += entry.bytes();
            kept++;
            if (kept > mostEntries || bytes > mostBytes) {
                Files.deleteIfExists(entry.file());
            }
        }
    }
}
