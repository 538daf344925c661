package org.manyhands.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Outcome;

class DigitsTest {
    private static final String TRAIN = "digits/train.wasm";
    private static final String ASSEMBLE = "digits/assemble.wasm";
    private static final String EPOCHS = "6";

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
    void aWorkUnitLeavesTheGoldenRowsAndItsNetworks() throws Exception {
        Sandbox.Run run = train(0);

        assertThat(run.text("rows.csv")).isEqualTo(Golden.rows(0));
        assertThat(run.out().resolve("weights-0.bin")).hasSize(networkBytes(8));
        assertThat(run.out().resolve("weights-1.bin")).hasSize(networkBytes(8));
    }

    @Test
    void theAssemblerScoresTheBestNetworkOnTheHeldOutDigits() throws Exception {
        Map<String, Path> inputs = new HashMap<>();
        inputs.put("test.csv", Applications.file("digits/data/test.csv"));
        for (int unit = 0; unit < Golden.units(); unit++) {
            inputs.put("units/%08d/rows.csv".formatted(unit), write("rows-" + unit, Golden.rows(unit)));
        }
        int best = Golden.bestRow();
        inputs.put(
                "units/%08d/weights-%d.bin".formatted(best / Golden.SETTINGS_A_UNIT, best % Golden.SETTINGS_A_UNIT),
                Golden.file("model.bin"));

        assertGoldenAnswer(sandbox.run(ASSEMBLE, inputs));
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = Applications.REBUILT_VARIABLE,
            matches = ".+",
            disabledReason = "the demo runs the whole sweep; only rebuilt modules need it here")
    void theWholeSweepGivesTheGoldenAnswer() throws Exception {
        Map<String, Path> inputs = new HashMap<>();
        inputs.put("test.csv", Applications.file("digits/data/test.csv"));
        for (int unit = 0; unit < Golden.units(); unit++) {
            Sandbox.Run run = train(unit);
            assertThat(run.text("rows.csv")).isEqualTo(Golden.rows(unit));
            for (String file : new String[] {"rows.csv", "weights-0.bin", "weights-1.bin"}) {
                inputs.put("units/%08d/%s".formatted(unit, file), run.out().resolve(file));
            }
        }

        assertGoldenAnswer(sandbox.run(ASSEMBLE, inputs));
    }

    @Test
    void theGoldenAnswerIsGoodEnough() throws Exception {
        String[] best = Files.readAllLines(Golden.file("best.csv")).get(1).split(",", -1);

        assertThat(Double.parseDouble(best[5])).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void wrongSettingsAreNamedWithTheirLimits() throws Exception {
        Map<String, Path> inputs = Map.of(
                "train.csv", Applications.file("digits/data/train.csv"),
                "params.csv", write("wrong.csv", "width,rate,l2,seed\n900,0.1,0,1\n"));

        Sandbox.Run run = sandbox.run(TRAIN, inputs, EPOCHS);

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr())
                .isEqualTo("digits: width in /in/params.csv is \"900\": give a whole number from 1 to 256\n");
    }

    @Test
    void anAssemblyWithoutAnyRowSaysSo() throws Exception {
        Map<String, Path> inputs = Map.of(
                "test.csv", Applications.file("digits/data/test.csv"),
                "units/00000000/rows.csv", write("header.csv", Golden.table().get(0) + "\n"));

        Sandbox.Run run = sandbox.run(ASSEMBLE, inputs);

        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(2));
        assertThat(run.stderr()).isEqualTo("digits: no row in any /in/units/*/rows.csv\n");
    }

    private static Sandbox.Run train(int unit) throws Exception {
        Sandbox.Run run = sandbox.run(
                TRAIN,
                Map.of(
                        "train.csv", Applications.file("digits/data/train.csv"),
                        "params.csv", write("params-" + unit, Golden.settings(unit))),
                EPOCHS);
        assertThat(run.stderr()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        return run;
    }

    private static void assertGoldenAnswer(Sandbox.Run run) throws Exception {
        assertThat(run.stderr()).isEmpty();
        assertThat(run.outcome()).isEqualTo(new Outcome.Finished(0));
        for (String file : new String[] {"best.csv", "confusion.csv", "headline.txt"}) {
            assertThat(run.text(file)).as(file).isEqualTo(Files.readString(Golden.file(file)));
        }
        assertThat(run.out().resolve("model.bin")).hasSameBinaryContentAs(Golden.file("model.bin"));
    }

    /** Three numbers of shape, then the weights and biases of both layers, four bytes each. */
    private static long networkBytes(int width) {
        return 4L * (3 + 64 * width + width + width * 10 + 10);
    }

    private static Path write(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }
}
