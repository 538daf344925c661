package org.manyhands.researcher.connection;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/**
 * What {@code account new} leaves for the commands that follow, in {@code client.json}, readable by its owner only.
 *
 * @param url the project
 * @param account name there
 * @param token proves to be that account
 */
public record SavedConnection(String url, String account, String token) {

    /** Where it is saved, given the environment's MANYHANDS_CONFIG. */
    public static Path file(Optional<String> configDirectory) {
        return configDirectory
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".manyhands"))
                .resolve("client.json");
    }

    /** Reads it; empty when nothing was saved. */
    public static Optional<SavedConnection> read(Path file) throws IOException {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), SavedConnection.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedJsonException e) {
            throw new IOException(
                    file + " is damaged: " + e.getMessage()
                            + "; move it away and sign up again with ./manyhands account new NAME",
                    e);
        }
    }

    /**
     * Writes it. An older one, whose token is written nowhere else, stays beside it.
     *
     * @return where the older one is now, if there was one
     */
    public Optional<Path> write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly("rwx------"));
        }
        Path unfinished = Files.createTempFile(folder, ".client-", ".json", ownerOnly("rw-------"));
        Files.writeString(unfinished, Json.write(this) + "\n");
        Optional<Path> older = Optional.empty();
        if (Files.exists(file)) {
            Path free = free(file);
            Files.move(file, free);
            older = Optional.of(free);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return older;
    }

    private static Path free(Path file) {
        int number = 1;
        while (Files.exists(file.resolveSibling("client-" + number + ".json"))) {
            number++;
        }
        return file.resolveSibling("client-" + number + ".json");
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
