package org.manyhands.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A read-only file that the application sees below {@code /in}.
 *
 * @param path relative path below {@code /in}, with {@code /} between names, no {@code .} or {@code ..}
 * @param file the bytes on this machine; never visible to the application by this name
 * @param withheld why no program may read it, though it is there: a run that reads of it ends with these words as a host failure; null for a file like any other
 */
public record InputFile(String path, Path file, @Nullable String withheld) {
    /** A file that may be read. */
    public InputFile(String path, Path file) {
        this(path, file, null);
    }
}
