package org.manyhands.validator.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.sandbox.EndWords;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.WhileWanted;
import org.manyhands.sandbox.files.OutputPaths;

/** An application's verifier in a slot of its own, for one thread. Its process starts with the first question. */
public final class Verifier implements AutoCloseable {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    private final String moduleSha256;
    private final FileStore files;
    private final VerifierRoom room;
    private final Slot slot;

    /** @param moduleSha256 the rewritten module, in the file store */
    public Verifier(String moduleSha256, FileStore files, VerifierRoom room) {
        this.moduleSha256 = moduleSha256;
        this.files = files;
        this.room = room;
        this.slot = room.open();
    }

    /**
     * Asks. The word is a function of the question, but for {@link Word.Broken}, which the clock and this machine can cause too, and {@link Word.Unwanted}.
     * An answer whose files cannot lie together is wrong without asking: what a host says must not look like the verifier's failure.
     *
     * @param wanted asked now and then while it runs; once it is false the run is ended
     * @throws IOException when files cannot be laid out
     * @throws SlotException when this machine cannot start the slot's process
     */
    public Word ask(Question question, BooleanSupplier wanted) throws IOException, SlotException {
        if (!files.has(moduleSha256)) {
            return new Word.Broken("its module (" + moduleSha256 + ") is not in the file store any more");
        }
        Optional<String> impossible = OutputPaths.refusal(
                question.report().outputs().stream().map(OutputReport::path).toList());
        if (impossible.isPresent()) {
            return new Word.Wrong("it cannot be laid out, " + impossible.get());
        }
        Path folder = Files.createTempDirectory("manyhands-verify");
        try {
            return ask(question, wanted, folder);
        } catch (ModuleRefusedException e) {
            return new Word.Broken("its module is refused: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private Word ask(Question question, BooleanSupplier wanted, Path folder)
            throws IOException, SlotException, ModuleRefusedException {
        RunRequest request = new RunRequest(
                files.path(moduleSha256),
                question.arguments(),
                Map.of(),
                question.seed(),
                new AnswerFiles(files, folder).of(question),
                new byte[0],
                Files.createDirectory(folder.resolve("out")),
                room.limits(),
                room.wallMillis(),
                Engine.COMPILED);
        return word(slot.run(request, new WhileWanted(slot, wanted)));
    }

    private static Word word(RunOutcome run) {
        if (run.outcome() instanceof Outcome.Finished finished) {
            if (finished.exitCode() == RIGHT) {
                return new Word.Right();
            }
            if (finished.exitCode() == WRONG) {
                return new Word.Wrong(EndWords.lastLines(run.stderr().tail(), 1));
            }
        }
        if (run.outcome() instanceof Outcome.Cancelled) {
            return new Word.Unwanted();
        }
        return new Word.Broken("it " + EndWords.of(run, "0 (right) or 1 (wrong)", 1));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(Verifier::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a verifier's temporary file stays behind: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        slot.close();
    }
}
