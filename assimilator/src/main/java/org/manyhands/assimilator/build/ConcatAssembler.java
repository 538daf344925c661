package org.manyhands.assimilator.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutputs;

/**
 * Joins bytes in order of work unit, with nothing between them.
 *
 * @param file the file of {@code /out}, whose last name becomes the answer's; null for standard output
 */
public record ConcatAssembler(@Nullable String file) implements Assembler {
    @Override
    public Part assemble(UnitOutputs units, Workspace workspace) throws AnswerRefusedException, IOException {
        Path joined = workspace.file();
        long[] count = {0, 0};
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(joined), 1 << 16)) {
            units.forEach(unit -> {
                try (InputStream in = unit.open(file)) {
                    count[0] += in.transferTo(out);
                    count[1]++;
                }
            });
        }
        String name = file == null ? "concat.txt" : file.substring(file.lastIndexOf('/') + 1);
        return new Part(
                count[0] + " bytes from " + count[1] + " work units",
                false,
                List.of(new DraftFile(name, joined, MediaTypes.of(name))));
    }
}
