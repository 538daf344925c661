package org.manyhands.assimilator.build;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutput;
import org.manyhands.assimilator.output.UnitOutputs;

/**
 * Adds up all numbers, exactly: whole numbers of any size, and decimals without rounding.
 *
 * @param file the file of {@code /out} with the numbers, separated by white space; null for standard output
 */
public record SumAssembler(@Nullable String file) implements Assembler {
    @Override
    public Part assemble(UnitOutputs units, Workspace workspace) throws AnswerRefusedException, IOException {
        BigDecimal[] total = {BigDecimal.ZERO};
        units.forEach(unit -> total[0] = total[0].add(sum(unit)));
        String text = total[0].toPlainString();
        Path sum = workspace.file();
        Files.writeString(sum, text + "\n");
        return new Part("total = " + text, false, List.of(new DraftFile("sum.txt", sum, MediaTypes.of("sum.txt"))));
    }

    private BigDecimal sum(UnitOutput unit) throws AnswerRefusedException, IOException {
        BigDecimal sum = BigDecimal.ZERO;
        try (InputStream in = unit.open(file)) {
            Words words = new Words(in, ExactNumber.LONGEST + 1);
            for (String word = words.next(); !word.isEmpty(); word = words.next()) {
                String found = word;
                sum = sum.add(ExactNumber.of(word)
                        .orElseThrow(() -> new AnswerRefusedException(unit.name() + ", "
                                + (file == null ? "standard output" : "'" + file + "'") + ", line " + words.line()
                                + ": '" + shortened(found) + "' is no number that can be added; write decimal digits"
                                + " only, with white space between numbers")));
            }
        }
        return sum;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }
}
