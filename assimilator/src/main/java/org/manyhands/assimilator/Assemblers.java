package org.manyhands.assimilator;

import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.manyhands.assimilator.build.AnswerBuilder;
import org.manyhands.assimilator.build.Assembler;
import org.manyhands.assimilator.build.ConcatAssembler;
import org.manyhands.assimilator.build.SumAssembler;
import org.manyhands.assimilator.program.ProgramAssembler;
import org.manyhands.assimilator.program.Slots;
import org.manyhands.assimilator.table.TableAssembler;
import org.manyhands.db.file.FileStore;
import org.manyhands.protocol.research.BatchSpec;

/** Which assemblers a batch asks for. */
final class Assemblers {
    private Assemblers() {}

    /** @param wanted whether anybody still waits for the answer */
    static AnswerBuilder of(BatchSpec spec, FileStore files, Slots slots, BooleanSupplier wanted) {
        return new AnswerBuilder(spec.answer().stream()
                .map(part -> of(part, files, slots, wanted))
                .toList());
    }

    private static Assembler of(BatchSpec.AnswerPart part, FileStore files, Slots slots, BooleanSupplier wanted) {
        return switch (part.kind()) {
            case SUM -> new SumAssembler(part.file());
            case CONCAT -> new ConcatAssembler(part.file());
            case TABLE -> new TableAssembler(part.file(), part.best(), part.plot());
            case WASM ->
                new ProgramAssembler(
                        Objects.requireNonNull(part.moduleSha256(), "an assembler of kind WASM names its module"),
                        Objects.requireNonNullElse(part.files(), Map.of()),
                        files,
                        slots,
                        wanted);
        };
    }
}
