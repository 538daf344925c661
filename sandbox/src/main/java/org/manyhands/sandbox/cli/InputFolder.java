package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.InputFile;

/** The files below a directory of this machine, by their paths below {@code /in}. */
final class InputFolder {
    private InputFolder() {}

    /** The files of the directory of {@code --in}; none when there is no such option. */
    static List<InputFile> named(@Nullable Path directory, Demand demand) throws IOException {
        if (directory == null) {
            return List.of();
        }
        demand.that(Files.isDirectory(directory), "there is no directory " + directory + " for --in");
        return list(directory);
    }

    static List<InputFile> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new InputFile(guestPath(directory.relativize(file)), file))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException("cannot read the directory " + directory + " for --in: " + e.getCause(), e);
        }
    }

    private static String guestPath(Path relative) {
        return String.join(
                "/",
                StreamSupport.stream(relative.spliterator(), false)
                        .map(Path::toString)
                        .toList());
    }
}
