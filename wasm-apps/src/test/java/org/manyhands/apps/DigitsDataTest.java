package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class DigitsDataTest {
    @Test
    void everyFourthRowIsHeldOutAndTheOthersAreForTraining() throws IOException {
        StringBuilder training = new StringBuilder();
        StringBuilder heldOut = new StringBuilder();
        List<String> rows = allRows();
        for (int row = 0; row < rows.size(); row++) {
            (row % 4 == 3 ? heldOut : training).append(rows.get(row)).append('\n');
        }

        assertThat(rows).hasSize(1797);
        assertThat(Files.readString(Applications.file("digits/data/train.csv"))).isEqualTo(training.toString());
        assertThat(Files.readString(Applications.file("digits/data/test.csv"))).isEqualTo(heldOut.toString());
    }

    @Test
    void noHeldOutImageIsAmongThoseForTraining() throws IOException {
        List<String> training = Files.readAllLines(Applications.file("digits/data/train.csv"));
        List<String> heldOut = Files.readAllLines(Applications.file("digits/data/test.csv"));

        assertThat(training).doesNotContainAnyElementsOf(heldOut);
    }

    @Test
    void noWorkUnitIsGivenTheHeldOutImages() throws IOException {
        String batch = Files.readString(Applications.file("digits/batch.yaml"));

        assertThat(batch.lines().filter(line -> line.startsWith("inputs:")))
                .containsExactly("inputs: {train.csv: data/train.csv}");
        assertThat(batch.lines().filter(line -> line.contains("test.csv")))
                .containsExactly("  - wasm: {module: assemble.wasm, files: {test.csv: data/test.csv}}");
    }

    private static List<String> allRows() throws IOException {
        try (InputStream file = Files.newInputStream(Applications.file("digits/data/digits.csv.gz"));
                InputStream bytes = new GZIPInputStream(file)) {
            return new ArrayList<>(new String(bytes.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        }
    }
}
