package org.manyhands.sandbox.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Which build of the sandbox this is, for what only that build may use again. */
public final class Installation {
    private Installation() {}

    /**
     * Names, sizes and times of the archives on a class path; empty when there is a folder among them, as while the
     * sandbox itself is worked on, for then nothing says that a class has changed.
     */
    public static Optional<String> of(String classPath) {
        StringBuilder said = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator)) {
            try {
                BasicFileAttributes archive = Files.readAttributes(Path.of(entry), BasicFileAttributes.class);
                if (!archive.isRegularFile()) {
                    return Optional.empty();
                }
                said.append(entry)
                        .append(' ')
                        .append(archive.size())
                        .append(' ')
                        .append(archive.lastModifiedTime().toMillis())
                        .append('\n');
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(said.toString());
    }
}
