package org.manyhands.sandbox.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.OutcomeDigest;
import run.endive.compiler.Cache;

/**
 * Compiled code on disk. What is read from it is executed, so the directory is its owner's alone and every entry
 * carries its own digest; an entry that does not match is compiled anew. Its names hold the module's digest, the
 * engine's version and the JDK's.
 */
final class CodeCache implements Cache {
    /** Version of the form of an entry and of the engine that wrote it. */
    private static final String ENGINE = "endive-1.0.0-1";

    /** Most entries that are kept; the ones longest unused go first. */
    private static final int MAXIMUM_ENTRIES = 64;

    private static final int DIGEST_BYTES = 32;

    private final Path directory;

    CodeCache(Path directory) {
        this.directory = directory;
    }

    @Override
    @SuppressWarnings("NullAway") // The runtime's contract: null for an entry that is not there.
    public byte[] get(String key) throws IOException {
        return read(key);
    }

    private byte @Nullable [] read(String key) throws IOException {
        Path file = file(key);
        byte[] entry;
        try {
            entry = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        if (entry.length < DIGEST_BYTES) {
            return null;
        }
        byte[] code = java.util.Arrays.copyOfRange(entry, DIGEST_BYTES, entry.length);
        String recorded = HexFormat.of().formatHex(entry, 0, DIGEST_BYTES);
        if (!recorded.equals(OutcomeDigest.sha256(code))) {
            return null;
        }
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis()));
        return code;
    }

    @Override
    public void putIfAbsent(String key, byte[] code) throws IOException {
        OwnerOnly.createDirectories(directory);
        Path partial = Files.createTempFile(directory, "entry", ".partial", OwnerOnly.fileAttributes());
        try {
            byte[] digest = HexFormat.of().parseHex(OutcomeDigest.sha256(code));
            byte[] entry = java.util.Arrays.copyOf(digest, DIGEST_BYTES + code.length);
            System.arraycopy(code, 0, entry, DIGEST_BYTES, code.length);
            Files.write(partial, entry);
            Files.move(partial, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        removeOldest();
    }

    private Path file(String key) {
        String name = String.join(" ", key, ENGINE, Runtime.version().toString());
        return directory.resolve(OutcomeDigest.sha256(name.getBytes(StandardCharsets.UTF_8)) + ".code");
    }

    private void removeOldest() throws IOException {
        List<Path> entries;
        try (Stream<Path> files = Files.list(directory)) {
            entries = files.filter(file -> file.toString().endsWith(".code"))
                    .sorted(Comparator.comparing(CodeCache::lastUsed).reversed())
                    .toList();
        }
        for (Path old : entries.subList(Math.min(MAXIMUM_ENTRIES, entries.size()), entries.size())) {
            Files.deleteIfExists(old);
        }
    }

    private static long lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Permissions for the owner alone, where the file system knows them. */
    private static final class OwnerOnly {
        private static final boolean POSIX = java.nio.file.FileSystems.getDefault()
                .supportedFileAttributeViews()
                .contains("posix");

        static void createDirectories(Path directory) throws IOException {
            Files.createDirectories(directory);
            if (POSIX) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }

        static java.nio.file.attribute.FileAttribute<?>[] fileAttributes() {
            return POSIX
                    ? new java.nio.file.attribute.FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new java.nio.file.attribute.FileAttribute<?>[0];
        }
    }
}
