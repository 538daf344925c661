package org.manyhands.assimilator;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.build.Folders;
import org.manyhands.assimilator.program.Slots;
import org.manyhands.db.config.ProjectDirectory;

/**
 * Folders of this process: temporary files below its process id, so that what a killed one left can be told from what a
 * second one needs; and the cache of slots, which all share.
 *
 * @param temporary of this process alone
 */
record WorkFolders(Path temporary, Slots slots) {

    /** Below the project's directory, or below the machine's temporary folder where there is none. Clears up after the dead. */
    static WorkFolders of(@Nullable ProjectDirectory directory) throws IOException {
        Path base = directory == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "manyhands-assimilator")
                : directory.slots().resolve("assimilator");
        Path work = Files.createDirectories(base.resolve("work"));
        clearUp(work);
        return new WorkFolders(
                work.resolve(Long.toString(ProcessHandle.current().pid())), Slots.in(base.resolve("cache")));
    }

    private static void clearUp(Path work) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(work)) {
            for (Path folder : folders) {
                if (!isOfLiving(folder.getFileName().toString())) {
                    Folders.delete(folder);
                }
            }
        }
    }

    private static boolean isOfLiving(String name) {
        return !name.matches("[0-9]{1,18}")
                || ProcessHandle.of(Long.parseLong(name))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }
}
