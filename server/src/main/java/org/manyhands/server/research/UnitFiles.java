package org.manyhands.server.research;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.file.InputPlaces;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.sandbox.InputFile;

/** Puts a work unit's files together in a folder, so that it can run here. */
final class UnitFiles {
    private final InputPlaces places;

    UnitFiles(FileStore files) {
        this.places = new InputPlaces(files);
    }

    List<InputFile> lay(List<InputReference> references, Path folder) throws IOException {
        List<InputFile> laid = new ArrayList<>();
        for (InputReference reference : references) {
            laid.add(new InputFile(reference.path(), places.place(reference, folder.resolve("input-" + laid.size()))));
        }
        return laid;
    }
}
