package org.manyhands.server.research;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.manyhands.db.file.FileStore;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;

/** Rewrites uploaded modules into the form that runs, and stores it. */
public final class Instrumentation {
    private final FileStore files;

    public Instrumentation(FileStore files) {
        this.files = files;
    }

    /** The bytes are in the file store afterwards; their row is the caller's to add. */
    public Instrumented instrument(Slot slot, String sourceSha256) throws SlotException, ModuleRefusedException {
        Path folder = temporaryFolder();
        try {
            Path target = folder.resolve("module.wasm");
            Instrumented made = slot.instrument(files.path(sourceSha256), target);
            files.put(target);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("the rewritten module cannot be read: " + e.getMessage(), e);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("manyhands-module");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files can be made: " + e.getMessage(), e);
        }
    }
}
