package org.manyhands.agent.task;

import java.util.List;
import java.util.stream.Stream;
import org.manyhands.protocol.agent.AppVersion;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.ResultId;

/**
 * One result that the host is to compute, verified: what it runs and what it runs on.
 *
 * @param assignment what the project ordered
 * @param appVersion the program
 */
public record Task(Assignment assignment, AppVersion appVersion) {
    public ResultId id() {
        return assignment.resultId();
    }

    /** The instrumented module as a file to fetch. */
    public InputReference module() {
        return InputReference.whole(
                appVersion.application() + ".wasm", appVersion.moduleSha256(), appVersion.moduleBytes());
    }

    /** All files below {@code /in}. */
    public List<InputReference> inputs() {
        return Stream.concat(appVersion.files().stream(), assignment.inputs().stream())
                .toList();
    }

    /** Digests of all files that it needs at hand. */
    public Stream<String> digests() {
        return Stream.concat(Stream.of(module()), inputs().stream()).map(InputReference::sha256);
    }

    /** For people: {@code task 17 of queens-15 (Ada's group)}. */
    public String words() {
        return "task " + id() + " of " + assignment.batchName() + " (" + assignment.researcher() + ")";
    }
}
