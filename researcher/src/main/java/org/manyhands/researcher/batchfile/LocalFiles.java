package org.manyhands.researcher.batchfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.config.ConfigException;
import org.manyhands.researcher.batchfile.YamlNode.Entry;
import org.manyhands.researcher.batchfile.YamlNode.Items;
import org.manyhands.researcher.batchfile.YamlNode.Scalar;

/** Finds the files that a description names, relative to its own folder, and keeps track of their places below /in. */
final class LocalFiles {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final String file;
    private final Path folder;
    /** Paths below /in that are taken, with the key that took them. */
    private final Map<String, String> taken = new HashMap<>();

    LocalFiles(String file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** A file that must be there; {@code node} names it. */
    Path existing(YamlNode node, String key) throws ConfigException {
        return existing(node, key, "");
    }

    /** The same for a key beside which another takes more files than one; {@code several} says which. */
    Path existing(YamlNode node, String key, String several) throws ConfigException {
        Path path = named(node, key, several);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw Section.mistake(
                    file,
                    node,
                    "key '" + key + "': " + reason(path) + (Files.isDirectory(path) ? several : "") + " (looked for "
                            + path.toAbsolutePath().normalize() + "; paths are relative to the folder of " + file
                            + ")");
        }
        return path;
    }

    /** A mapping of paths below /in to local files; empty when {@code node} is null. {@code takes}: they share one /in. */
    Map<String, Path> mapping(@Nullable YamlNode node, String key, boolean takes) throws ConfigException {
        if (node == null) {
            return Map.of();
        }
        Section section = Section.open(
                file, key, node, "a mapping such as {train.csv: data/train.csv}: the name below /in, then the file");
        Map<String, Path> files = new TreeMap<>();
        for (Entry entry : section.entries()) {
            Path path = existing(entry.value(), key + "." + entry.key().text());
            String guest = guestPath(entry.key(), key);
            files.put(guest, path);
            if (takes) {
                take(guest, entry.key(), key);
            }
        }
        return files;
    }

    /** The files of a dataset: a list of files, or a folder with all that lies below it. */
    Map<String, Path> dataset(YamlNode node, String key) throws ConfigException {
        Map<String, Path> files = new TreeMap<>();
        if (node instanceof Items items) {
            for (YamlNode item : items.values()) {
                Path path = existing(item, key);
                add(files, String.valueOf(path.getFileName()), path, item, key);
            }
        } else {
            Path directory = named(node, key, "");
            if (!Files.isDirectory(directory)) {
                throw Section.mistake(
                        file,
                        node,
                        "key '" + key + "': expected a list of files or a folder, found " + node.kind()
                                + ", and no folder is at "
                                + directory.toAbsolutePath().normalize());
            }
            for (Path path : below(directory, node, key)) {
                add(files, directory.relativize(path).toString().replace('\\', '/'), path, node, key);
            }
        }
        if (files.isEmpty()) {
            throw Section.mistake(file, node, "key '" + key + "': expected at least one file, found none");
        }
        return files;
    }

    /** Reserves a path below /in. */
    void take(String guest, YamlNode at, String key) throws ConfigException {
        String earlier = taken.putIfAbsent(guest, key);
        if (earlier != null) {
            throw Section.mistake(
                    file,
                    at,
                    "key '" + key + "': '" + guest + "' is below /in already, by key '" + earlier
                            + "'; expected each name once");
        }
        Optional<String> inTheWay = taken.keySet().stream()
                .filter(other -> other.startsWith(guest + "/") || guest.startsWith(other + "/"))
                .findFirst();
        if (inTheWay.isPresent()) {
            throw Section.mistake(
                    file,
                    at,
                    "key '" + key + "': '" + guest + "' and '" + inTheWay.get()
                            + "' cannot both be below /in: one is a file where the other needs a folder");
        }
    }

    /** A relative path with {@code /} between its parts, none of them empty, {@code .} or {@code ..}. */
    String guestPath(Scalar node, String key) throws ConfigException {
        String path = node.text();
        boolean wrong = path.contains("\\") || CONTROL.matcher(path).find();
        for (String part : path.split("/", -1)) {
            wrong = wrong || part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (wrong) {
            throw Section.mistake(
                    file,
                    node,
                    "key '" + key + "': expected a relative path such as train.csv or data/train.csv, found "
                            + node.kind());
        }
        return path;
    }

    private void add(Map<String, Path> files, String guest, Path path, YamlNode at, String key) throws ConfigException {
        take(guest, at, key);
        files.put(guest, path);
    }

    private Path named(YamlNode node, String key, String several) throws ConfigException {
        if (node instanceof Scalar scalar) {
            try {
                return folder.resolve(scalar.text());
            } catch (InvalidPathException e) {
                // Falls through to the one message below.
            }
        }
        throw Section.mistake(
                file, node, "key '" + key + "': expected the path of a file, found " + node.kind() + several);
    }

    private List<Path> below(Path directory, YamlNode node, String key) throws ConfigException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).toList());
        } catch (IOException | java.io.UncheckedIOException e) {
            throw Section.mistake(file, node, "key '" + key + "': " + directory + " cannot be read: " + e.getMessage());
        }
    }

    private static String reason(Path path) {
        if (Files.isDirectory(path)) {
            return "expected a file, found a folder";
        }
        return Files.exists(path) ? "this file cannot be read" : "there is no such file";
    }
}
