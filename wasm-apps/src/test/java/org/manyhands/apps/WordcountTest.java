package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Outcome;

class WordcountTest {
    private static final String MODULE = "wordcount/wordcount.wasm";

    /** {@code per-unit} of the batch. */
    private static final int LINES_A_UNIT = 300;

    @TempDir
    private static Path directory;

    private static Sandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox = new Sandbox(directory);
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void slicesOfTheBookAddUpToTheGoldenAnswer() throws Exception {
        List<String> book = Files.readAllLines(Applications.file("wordcount/data/alice.txt"));
        Map<String, Path> counts = new HashMap<>();
        for (int from = 0; from < book.size(); from += LINES_A_UNIT) {
            List<String> slice = book.subList(from, Math.min(book.size(), from + LINES_A_UNIT));
            Sandbox.Run run = count(String.join("\n", slice) + "\n");
            assertThat(run.stderr()).isEmpty();
            counts.put(
                    "units/%08d/counts.csv".formatted(counts.size()), run.out().resolve("counts.csv"));
        }

        Sandbox.Run answer = sandbox.run(MODULE, counts);

        assertThat(answer.outcome()).isEqualTo(new Outcome.Finished(0));
        for (String file : List.of("words.csv", "headline.txt")) {
            assertThat(answer.text(file))
                    .as(file)
                    .isEqualTo(Files.readString(Applications.file("wordcount/golden/" + file)));
        }
    }

    @Test
    void wordsAreRunsOfLettersInLowerCase() throws Exception {
        Sandbox.Run run = count("Don't \"Ärger\" ärger\r\n'tis 2 b--2b, don't!");

        assertThat(run.text("counts.csv")).isEqualTo("word,count\n2,1\n2b,1\nb,1\ndon't,2\ntis,1\närger,2\n");
    }

    @Test
    void whatIsNoTextIsNamedWithItsLine() throws Exception {
        Path file = Files.write(Files.createTempFile(directory, "latin", ".txt"), new byte[] {'a', '\n', (byte) 0xe4});

        Sandbox.Run run = sandbox.run(MODULE, Map.of("latin.txt", file));

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr()).startsWith("wordcount: /in/latin.txt, line 2: ");
    }

    @Test
    void aWorkUnitWithoutTextSaysSo() throws Exception {
        Sandbox.Run run = sandbox.run(MODULE, Map.of());

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr()).isEqualTo("wordcount: needs one text below /in, and there are 0\n");
    }

    private static Sandbox.Run count(String text) throws Exception {
        Path slice = Files.writeString(Files.createTempFile(directory, "slice", ".txt"), text);
        return sandbox.run(MODULE, Map.of("alice.txt", slice));
    }
}
