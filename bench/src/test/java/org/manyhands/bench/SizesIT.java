package org.manyhands.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.WorkUnitView;

/**
 * A batch in sizes in real processes, on a computer and one that is four times as slow. Both must agree on each work unit, so both are measured by the canaries before
 * anything larger is cut.
 */
class SizesIT {
    private static final int PIECES = 64;

    /** A work unit leaves 64 MiB at most, so it has no more pieces than 16. */
    private static final String BATCH = """
            name: factors
            application: {module: %s, name: factors, version: "1"}
            dataset: {file: numbers.csv, by: rows, per-unit: 1, header: true}
            quorum: 2
            limits: {memory: 16MiB, output: 4MiB}
            answer:
              - table: {file: factors.csv}
            """;

    @TempDir
    private Path folder;

    @Test
    void work_units_of_several_sizes_have_the_answer_of_equal_ones() throws Exception {
        List<String> rows = write(folder.resolve("numbers.csv"));
        String batch = BATCH.formatted(Roots.ofSource().resolve("wasm-apps/factor/factor.wasm"));
        Path equal = Files.writeString(folder.resolve("equal.yaml"), batch);
        Path sized = Files.writeString(folder.resolve("sized.yaml"), batch + "sizes: true\n");
        try (SmallProject project = SmallProject.start(folder)) {
            project.volunteer("alice");
            project.volunteer("bob", "--cpu-percent", "25");
            project.said("submit", sized.toString(), "--yes", "--watch");
            project.said("submit", equal.toString(), "--yes", "--watch");

            String answer = answer(project, "1");
            assertThat(answer).isEqualTo(answer(project, "2"));
            assertThat(answer.lines()).containsExactlyElementsOf(rows);
            List<Integer> pieces = project.client().units(new BatchId(1), "ASSIMILATED", 0, PIECES).stream()
                    .map(WorkUnitView::pieces)
                    .toList();
            assertThat(pieces)
                    .startsWith(1, 1, 1)
                    .anyMatch(number -> number > 1)
                    .allMatch(number -> number <= 16);
            assertThat(pieces.stream().mapToInt(Integer::intValue).sum()).isEqualTo(PIECES);
        }
    }

    /** Products of two primes of 18 bits, the smaller one first; the table that is to come of them. */
    private static List<String> write(Path file) throws Exception {
        List<String> numbers = new ArrayList<>(List.of("number"));
        List<String> rows = new ArrayList<>(List.of("number,factor,other"));
        BigInteger small = BigInteger.TWO.pow(17);
        for (int row = 0; row < PIECES; row++) {
            small = small.nextProbablePrime();
            BigInteger large = small.add(BigInteger.TWO.pow(16)).nextProbablePrime();
            numbers.add(small.multiply(large).toString());
            rows.add(small.multiply(large) + "," + small + "," + large);
        }
        Files.write(file, numbers);
        return rows;
    }

    private String answer(SmallProject project, String batch) throws Exception {
        Path out = folder.resolve("answer-" + batch);
        project.said("answer", batch, "--out", out.toString());
        return Files.readString(out.resolve("table.csv"));
    }
}
