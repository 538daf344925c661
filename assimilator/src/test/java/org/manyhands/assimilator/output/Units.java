package org.manyhands.assimilator.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;

/** Outputs of work units as a test tells them, without a database. */
public final class Units implements UnitOutputs {
    private static final int INLINE = 100;

    private final FileStore files;
    private final List<UnitOutput> units = new ArrayList<>();

    public Units(Path store) {
        this.files = FileStore.open(store);
    }

    /** A work unit that left one file; large files lie in the file store. */
    public Units file(String path, String content) {
        return unit("", Map.of(path, content));
    }

    /** A work unit that wrote to standard output. */
    public Units stdout(String text) {
        return unit(text, Map.of());
    }

    public Units unit(String stdout, Map<String, String> outputs) {
        return unit(stdout.length(), stdout, outputs);
    }

    /** A work unit that wrote more to standard output than was kept. */
    public Units truncated(long total, String kept) {
        return unit(total, kept, Map.of());
    }

    private Units unit(long total, String stdout, Map<String, String> outputs) {
        List<OutputReport> reports = new ArrayList<>();
        new TreeMap<>(outputs).forEach((path, content) -> reports.add(report(path, content)));
        units.add(new UnitOutput(
                units.size(),
                new ResultReport(
                        new ResultId(units.size() + 1),
                        new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                        1,
                        "d",
                        new StreamReport(total, stdout.getBytes(StandardCharsets.UTF_8)),
                        new StreamReport(0, new byte[0]),
                        reports,
                        1),
                files));
        return this;
    }

    private OutputReport report(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        boolean inline = bytes.length <= INLINE;
        if (!inline) {
            files.put(bytes);
        }
        return new OutputReport(path, bytes.length, Digests.sha256(bytes), inline ? bytes : null);
    }

    public FileStore files() {
        return files;
    }

    @Override
    public void forEach(Visitor visitor) throws AnswerRefusedException, IOException {
        for (UnitOutput unit : units) {
            visitor.visit(unit);
        }
    }
}
