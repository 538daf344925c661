package org.manyhands.assimilator.output;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;

/**
 * What the canonical result of one work unit left.
 *
 * @param index the work unit's place in the batch
 * @param files where outputs lie that did not travel inside the report
 */
public record UnitOutput(long index, ResultReport report, FileStore files) {

    /**
     * Opens a file of {@code /out}, or standard output when {@code file} is null.
     *
     * @throws AnswerRefusedException when there is no such file, or standard output was not kept as a whole
     */
    public InputStream open(@Nullable String file) throws AnswerRefusedException, IOException {
        return file == null ? standardOutput() : open(find(file));
    }

    /** Opens a file of {@code /out}. */
    public InputStream open(OutputReport output) throws IOException {
        byte[] content = output.content();
        return content != null ? new ByteArrayInputStream(content) : Files.newInputStream(files.path(output.sha256()));
    }

    /** Standard output, when all of it was kept. */
    public Optional<byte[]> wholeStandardOutput() {
        StreamReport stream = report.stdout();
        return stream.totalBytes() == stream.kept().length ? Optional.of(stream.kept()) : Optional.empty();
    }

    /** What is to be said of standard output that was not kept as a whole. */
    public String lostStandardOutput() {
        return name() + " wrote " + report.stdout().totalBytes()
                + " bytes to standard output, of which only the first and last "
                + report.stdout().kept().length
                + " in all are kept; let the program write to a file below /out";
    }

    /** For messages: {@code work unit 7}. */
    public String name() {
        return "work unit " + index;
    }

    private InputStream standardOutput() throws AnswerRefusedException {
        byte[] bytes = wholeStandardOutput()
                .orElseThrow(() -> new AnswerRefusedException(
                        lostStandardOutput() + ", and name it with 'file' in the batch's answer"));
        return new ByteArrayInputStream(bytes);
    }

    private OutputReport find(String file) throws AnswerRefusedException {
        return report.outputs().stream()
                .filter(output -> output.path().equals(file))
                .findFirst()
                .orElseThrow(() -> new AnswerRefusedException(name() + " left no file '" + file + "' below /out; "
                        + (report.outputs().isEmpty()
                                ? "it left none"
                                : "it left "
                                        + report.outputs().stream()
                                                .limit(10)
                                                .map(OutputReport::path)
                                                .collect(Collectors.joining("', '", "'", "'")))
                        + ". Name one that every work unit leaves"));
    }
}
