package org.manyhands.validator.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.file.InputPlaces;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.sandbox.InputFile;

/**
 * Lays out what a verifier sees below {@code /in}: the work unit's own files; {@code result/out} with the files that the host left, and
 * {@code result/stdout} with what was kept of it, always: a host chooses how much it says was written, and must not choose whether the
 * file is there. Stored files stay where they are.
 */
final class AnswerFiles {
    private final FileStore files;
    private final Path folder;
    private final List<InputFile> laid = new ArrayList<>();

    /** @param folder an empty one, for temporary files */
    AnswerFiles(FileStore files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    List<InputFile> of(Question question) throws IOException {
        InputPlaces places = new InputPlaces(files);
        for (InputReference input : question.inputs()) {
            laid.add(new InputFile(input.path(), places.place(input, next())));
        }
        ResultReport report = question.report();
        for (OutputReport output : report.outputs()) {
            byte[] content = output.content();
            Path place = content == null ? files.path(output.sha256()) : Files.write(next(), content);
            laid.add(new InputFile("result/out/" + output.path(), place));
        }
        byte[] stdout = report.stdout().kept();
        laid.add(new InputFile("result/stdout", Files.write(next(), stdout)));
        return laid;
    }

    private Path next() {
        return folder.resolve("input-" + laid.size());
    }
}
