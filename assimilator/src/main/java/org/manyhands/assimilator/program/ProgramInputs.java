package org.manyhands.assimilator.program;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutput;
import org.manyhands.assimilator.output.UnitOutputs;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.files.OutputPaths;

/** Lays out what an assembler sees below {@code /in}. Stored files stay where they are. */
final class ProgramInputs {
    private final FileStore files;
    private final Workspace workspace;

    ProgramInputs(FileStore files, Workspace workspace) {
        this.files = files;
        this.workspace = workspace;
    }

    List<InputFile> of(Map<String, String> own, UnitOutputs units) throws AnswerRefusedException, IOException {
        List<InputFile> inputs = new ArrayList<>();
        for (Map.Entry<String, String> file : new TreeMap<>(own).entrySet()) {
            if (!files.has(file.getValue())) {
                throw new AnswerRefusedException("the assembler's file '" + file.getKey() + "' (" + file.getValue()
                        + ") is not in the file store any more");
            }
            inputs.add(new InputFile(file.getKey(), files.path(file.getValue())));
        }
        units.forEach(unit -> add(inputs, unit));
        return inputs;
    }

    private void add(List<InputFile> inputs, UnitOutput unit) throws AnswerRefusedException, IOException {
        Optional<String> impossible = OutputPaths.refusal(
                unit.report().outputs().stream().map(OutputReport::path).toList());
        if (impossible.isPresent()) {
            throw new AnswerRefusedException(
                    "the assembler cannot be shown the result of " + unit.name() + ": " + impossible.get());
        }
        String folder = String.format(Locale.ROOT, "units/%08d/", unit.index());
        boolean named = false;
        for (OutputReport output : unit.report().outputs()) {
            inputs.add(new InputFile(folder + output.path(), place(unit, output)));
            named |= output.path().equals("stdout") || output.path().startsWith("stdout/");
        }
        if (!named) {
            // Were it left out, a program that reads what is there would make an answer without it.
            Path kept = workspace.file(
                    new ByteArrayInputStream(unit.report().stdout().kept()));
            boolean whole = unit.wholeStandardOutput().isPresent();
            inputs.add(new InputFile(folder + "stdout", kept, whole ? null : unit.lostStandardOutput()));
        }
    }

    private Path place(UnitOutput unit, OutputReport output) throws IOException {
        return output.content() == null ? files.path(output.sha256()) : workspace.file(unit.open(output));
    }
}
