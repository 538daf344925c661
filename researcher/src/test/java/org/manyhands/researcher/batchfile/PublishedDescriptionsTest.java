package org.manyhands.researcher.batchfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.researcher.batchfile.BatchFile.Range;

/** Descriptions that people will copy: those of the applications, of the README and of the researchers' page. */
class PublishedDescriptionsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        for (String module : List.of("primes.wasm", "queens.wasm", "assemble.wasm", "verify.wasm")) {
            Files.write(folder.resolve(module), HexFormat.of().parseHex("0061736d01000000"));
        }
        for (String data : List.of("words.txt", "data/train.csv", "data/test.csv")) {
            Files.writeString(folder.resolve(data), "a\n");
        }
    }

    /** The first block of YAML on a page. */
    private static String yaml(Path page) throws IOException {
        String text = Files.readString(page);
        int start = text.indexOf("```yaml\n") + "```yaml\n".length();
        return text.substring(start, text.indexOf("```", start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queens", "digits", "mandelbrot", "wordcount", "steps", "example", "factor"})
    void thoseOfTheApplicationsAreRight(String application) throws Exception {
        assertThat(BatchFileReader.read(
                                ROOT.resolve("wasm-apps").resolve(application).resolve("batch.yaml"))
                        .answer())
                .isNotEmpty();
    }

    @Test
    void thatOfTheReadmeIsRightAndHasFiveLines() throws Exception {
        String yaml = yaml(ROOT.resolve("README.md"));

        assertThat(yaml.lines()).hasSize(5);
        assertThat(BatchFileReader.read(Files.writeString(folder.resolve("primes.yaml"), yaml))
                        .cut())
                .isEqualTo(new Range(0, 100_000, 10_000));
    }

    @Test
    void thatOfThePageForApplicationsIsRight() throws Exception {
        Files.createDirectories(folder.resolve("rain"));
        Files.writeString(folder.resolve("rain/rain.csv"), "day,millimetres\n2026-03-01,0\n");
        Files.copy(folder.resolve("primes.wasm"), folder.resolve("rain.wasm"));

        BatchFile batch = BatchFileReader.read(
                Files.writeString(folder.resolve("rain.yaml"), yaml(ROOT.resolve("docs/guest.md"))));

        assertThat(batch.cut().getClass().getSimpleName()).isEqualTo("Dataset");
    }

    /** The page shows all ways of cutting and of being sure; a description has one of each. */
    @ParameterizedTest
    @CsvSource({
        "range,grid per-unit dataset error-rate",
        "grid,range dataset quorum target tail-copies",
        "dataset,range grid per-unit error-rate"
    })
    void thatOfTheResearchersPageIsRightWithEachWayOfCutting(String way, String others) throws Exception {
        String page = yaml(ROOT.resolve("docs/researchers.md"));
        String yaml = page.lines()
                .filter(line -> Arrays.stream(others.split(" ")).noneMatch(key -> line.startsWith(key + ":")))
                .collect(Collectors.joining("\n"));

        BatchFile batch = BatchFileReader.read(Files.writeString(folder.resolve(way + ".yaml"), yaml));

        assertThat(batch.cut().getClass().getSimpleName()).isEqualToIgnoringCase(way);
        assertThat(batch.answer()).hasSize(4);
    }
}
