package org.manyhands.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * A run of a module as a plain WASI command: not metered, with directories of this machine copied into its file system
 * and with this machine's clock. Its outcome is this machine's alone and has no digest.
 *
 * @param run the program, its arguments, environment, seed, standard input and engine; of its limits those on memory
 *     and on bytes and files, which bound the copied directories too; inputs, output directory and fuel are not used
 * @param directories what the program finds open, from descriptor 3 on
 * @param writeBack true to write what the program changed back to the directories at its end
 */
public record RawRequest(RunRequest run, List<Mount> directories, boolean writeBack) {
    public RawRequest {
        directories = List.copyOf(directories);
    }

    /**
     * A directory that the program finds.
     *
     * @param host the directory on this machine
     * @param guest what it is called for the program
     */
    public record Mount(Path host, String guest) {}
}
