package org.manyhands.assimilator.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.manyhands.assimilator.build.Assembler;
import org.manyhands.assimilator.build.DraftFile;
import org.manyhands.assimilator.build.MediaTypes;
import org.manyhands.assimilator.build.Part;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutputs;
import org.manyhands.db.file.FileStore;
import org.manyhands.sandbox.EndWords;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.WhileWanted;

/**
 * An application's own assembler. It sees {@code /in/units/<index, 8 digits>/<file>} with all files of each canonical
 * result, {@code stdout} beside them, and its own files; what it leaves in {@code /out} becomes part of the answer, and the first line of
 * {@code headline.txt} its headline. To read a {@code stdout} that was not kept as a whole ends it. Its seed is 0, as in {@code manyhands run}.
 *
 * @param moduleSha256 the program
 * @param own its own files: path below {@code /in} to SHA-256
 * @param slots where it runs
 * @param wanted asked now and then while it runs; once it is false the run is ended
 */
public record ProgramAssembler(
        String moduleSha256, Map<String, String> own, FileStore files, Slots slots, BooleanSupplier wanted)
        implements Assembler {
    private static final String HEADLINE = "headline.txt";

    /** Of standard error, told with a bad end. */
    private static final int LAST_LINES = 5;

    @Override
    public Part assemble(UnitOutputs units, Workspace workspace) throws AnswerRefusedException, IOException {
        List<InputFile> inputs = new ProgramInputs(files, workspace).of(own, units);
        Path out = workspace.folder();
        RunRequest request = new RunRequest(
                stored("the assembler's module", moduleSha256),
                List.of(),
                Map.of(),
                0,
                inputs,
                new byte[0],
                out,
                slots.limits(),
                slots.wallMillis(),
                Engine.COMPILED);
        RunOutcome outcome = run(request);
        if (!outcome.outcome().equals(new Outcome.Finished(0))) {
            throw new AnswerRefusedException("the assembler " + EndWords.of(outcome, "0", LAST_LINES));
        }
        return new Part(
                headline(out),
                true,
                outcome.outputs().stream().map(file -> draft(out, file)).toList());
    }

    private RunOutcome run(RunRequest request) throws AnswerRefusedException {
        try (Slot slot = slots.open()) {
            return slot.run(request, new WhileWanted(slot, wanted));
        } catch (ModuleRefusedException e) {
            throw new AnswerRefusedException("the assembler's module is refused: " + e.getMessage());
        } catch (SlotException e) {
            throw new AnswerRefusedException("the project could not start a slot for the assembler: " + e.getMessage());
        }
    }

    private Path stored(String what, String sha256) throws AnswerRefusedException {
        if (!files.has(sha256)) {
            throw new AnswerRefusedException(what + " (" + sha256 + ") is not in the file store any more");
        }
        return files.path(sha256);
    }

    private static DraftFile draft(Path out, OutputFile file) {
        return new DraftFile(file.path(), out.resolve(file.path()), MediaTypes.of(file.path()));
    }

    private static String headline(Path out) throws IOException {
        Path file = out.resolve(HEADLINE);
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (var in = Files.newInputStream(file)) {
            return EndWords.firstLine(in.readNBytes(4_096));
        }
    }
}
