package org.manyhands.researcher.unit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.researcher.api.Download;
import org.manyhands.researcher.api.Download.Source;
import org.manyhands.researcher.api.ProjectClient;

/** Brings a work unit's module and inputs to this machine, each verified by its digest. */
final class UnitFetch {
    private UnitFetch() {}

    static void to(Path directory, WorkUnitView unit, ProjectClient project) throws IOException {
        Download.to(
                directory.resolve("app.wasm"), unit.moduleSha256(), List.of(() -> project.file(unit.moduleSha256())));
        Path in = directory.resolve("in");
        for (InputReference input : unit.inputs()) {
            Download.to(Download.below(in, input.path()), input.sha256(), sources(input, project));
        }
    }

    private static List<Source> sources(InputReference input, ProjectClient project) {
        byte[] content = input.content();
        return content != null
                ? List.of(() -> new ByteArrayInputStream(content))
                : input.segments().stream()
                        .<Source>map(segment -> () -> project.piece(segment))
                        .toList();
    }
}
