package org.manyhands.sandbox.files;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether files can lie below {@code /out} together. Those that a run left always can; those that somebody says a run left need not,
 * and who lays them out for another program must know before.
 */
public final class OutputPaths {
    private OutputPaths() {}

    /** What is wrong, in words that name the path; empty when nothing is. */
    public static Optional<String> refusal(Collection<String> paths) {
        Set<String> files = new HashSet<>();
        for (String path : paths) {
            for (String name : path.split("/", -1)) {
                if (!Names.storable(name)) {
                    return Optional.of(
                            "'" + path + "' is no path that a program can leave below /out: not every operating"
                                    + " system can store a file called '" + name + "'");
                }
            }
            if (!files.add(path)) {
                return Optional.of("there are two files '" + path + "' below /out");
            }
        }
        return paths.stream()
                .flatMap(path -> fileAsFolder(path, files).stream())
                .findFirst();
    }

    private static Optional<String> fileAsFolder(String path, Set<String> files) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (files.contains(path.substring(0, slash))) {
                return Optional.of(
                        "'" + path.substring(0, slash) + "' below /out is a file and the folder of '" + path + "'");
            }
        }
        return Optional.empty();
    }
}
