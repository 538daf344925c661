package org.manyhands.db.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/** A project's directory: where each kind of thing lies. Folders are made when they are asked for with {@link #create()}. */
public record ProjectDirectory(Path root) {
    public ProjectDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** The configuration of all processes. */
    public Path config() {
        return root.resolve("manyhands.yaml");
    }

    /** Keys and passwords; for the owner only. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** H2's files. */
    public Path database() {
        return root.resolve("db");
    }

    /** The file store, unless the configuration names another folder. */
    public Path files() {
        return root.resolve("files");
    }

    /** One file a process. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Process ids and ports. */
    public Path run() {
        return root.resolve("run");
    }

    /** Where the server listens, as one line, while it does. */
    public Path url() {
        return run().resolve("server.url");
    }

    /** Where the server serves the embedded database on this machine, as one line; stays the same from one start to the next. */
    public Path databaseUrl() {
        return run().resolve("database.url");
    }

    /** The administrator's token, made at the first start. */
    public Path adminToken() {
        return secrets().resolve("admin.token");
    }

    /** Caches of slot processes. */
    public Path slots() {
        return root.resolve("slots");
    }

    /** One compressed file a batch that was moved out of the database. */
    public Path archive() {
        return root.resolve("archive");
    }

    /** Makes all folders that are missing. */
    public ProjectDirectory create() throws IOException {
        Files.createDirectories(root);
        Files.createDirectories(secrets(), ownerOnly("rwx------"));
        for (Path folder : new Path[] {database(), files(), logs(), run(), slots(), archive()}) {
            Files.createDirectories(folder);
        }
        return this;
    }

    /** Reads a secret, without the line end. */
    public Optional<String> secret(String name) {
        Path file = secrets().resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a secret; makes it first, readable by its owner only, when there is none. Two processes at once get the same. */
    public String secret(String name, Supplier<String> maker) {
        Optional<String> present = secret(name);
        if (present.isPresent()) {
            return present.get();
        }
        Path file = secrets().resolve(name);
        try {
            create();
            Path temporary = Files.createTempFile(secrets(), name, ".new", ownerOnly("rw-------"));
            try {
                Files.writeString(temporary, maker.get() + "\n");
                publish(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " cannot be written: " + e.getMessage(), e);
        }
        return secret(name).orElseThrow();
    }

    /** A hard link appears whole or not at all and never replaces: whoever is first wins. */
    private static void publish(Path temporary, Path file) throws IOException {
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | AtomicMoveNotSupportedException e) {
            Files.move(temporary, file);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
