package org.manyhands.sandbox.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The weight table and the page that documents it are one. */
class WeightsTest {
    private static final Pattern ROW = Pattern.compile("\\| .* \\| (0x[0-9a-fx, -]+) \\| (\\d+) \\|");

    @Test
    void documentedWeightsAreThoseThatAreCharged() throws IOException {
        Map<Integer, Integer> documented = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/weights.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                for (String range : row.group(1).split(", ")) {
                    String[] ends = range.split("-");
                    IntStream.rangeClosed(Integer.decode(ends[0]), Integer.decode(ends[ends.length - 1]))
                            .forEach(opcode -> documented.put(opcode, Integer.valueOf(row.group(2))));
                }
            }
        }
        assertThat(documented).hasSizeGreaterThan(40);
        IntStream.concat(IntStream.range(0, 0xd3), IntStream.rangeClosed(0xfc00, Opcodes.TABLE_FILL))
                .forEach(opcode -> assertThat(Weights.of(1).cost(opcode))
                        .as("weight of 0x" + Integer.toHexString(opcode))
                        .isEqualTo(documented.getOrDefault(opcode, 1)));
    }

    @Test
    void pageNamesTheVersion() throws IOException {
        assertThat(Files.readString(Path.of("../docs/weights.md")))
                .contains("## Weight table, version " + Instrumenter.WEIGHTS_VERSION);
    }
}
