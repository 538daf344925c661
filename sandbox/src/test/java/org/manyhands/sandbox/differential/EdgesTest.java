package org.manyhands.sandbox.differential;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Tools;
import org.manyhands.sandbox.differential.BatchMain.Setting;
import org.manyhands.sandbox.rewrite.Instrumenter;

/** Numbers, memory and tables at their edges give in every engine what the specification says. */
class EdgesTest {
    private static final Path TABLES = Path.of("src/test/resources/edges");
    private static final String MUCH_FUEL = "limit 1000000000000";

    @TempDir
    private Path directory;

    private final Map<String, List<String>> expected = new LinkedHashMap<>();
    private Hosts hosts;

    @BeforeEach
    void makeBatch() throws IOException {
        Batch batch = new Batch(directory);
        hosts = new Hosts(batch);
        for (String name : List.of("floats", "integers")) {
            NumericTable table = new NumericTable(Files.readAllLines(TABLES.resolve(name + ".txt")));
            add(batch, name, table.text(), table.expected());
        }
        List<String> calls = Files.readAllLines(TABLES.resolve("memory.txt"));
        add(batch, "memory", Files.readString(TABLES.resolve("memory.wat")), calls);
    }

    private void add(Batch batch, String name, String text, List<String> lines) throws IOException {
        expected.put(name, lines);
        byte[] source = Wat2Wasm.parse(text);
        List<String> plan = new ArrayList<>(List.of(MUCH_FUEL));
        lines.forEach(line -> plan.add(planned(line)));
        batch.add(name, source, Instrumenter.instrument(source), CallPlan.read(plan));
    }

    /** {@code f32.add i32:.. i32:.. -> i32:..} as a step of a plan. */
    private static String planned(String line) {
        int end = line.indexOf(" ->") < 0 ? line.indexOf(" trap ") : line.indexOf(" ->");
        String[] call = line.substring(0, end).split(" ", 2);
        int result = line.indexOf(" -> ");
        return "call " + call[0] + " " + (call.length == 1 ? "-" : call[1].replace(' ', ',')) + " "
                + (result < 0 ? "-" : line.substring(result + 4, result + 7));
    }

    @Test
    void asTheSpecificationSaysInterpretedAndCompiled() throws Exception {
        for (Setting setting : List.of(Setting.INTERPRETED, Setting.COMPILED)) {
            assertExpected(hosts.java(Tools.ownJava(), setting).call(), false);
        }
    }

    @Test
    void asTheSpecificationSaysOnAnotherJdkAndInV8() throws Exception {
        assertExpected(hosts.java(Tools.otherJava(), Setting.COMPILED).call(), false);
        assertExpected(hosts.v8(true).call(), true);
        assertExpected(hosts.v8(true, "--no-liftoff").call(), true);
    }

    private void assertExpected(Map<String, List<String>> seen, boolean coarse) {
        List<String> differences = new ArrayList<>();
        expected.forEach((name, lines) -> {
            List<String> wanted = coarse ? Comparison.coarse(lines) : lines;
            List<String> actual = seen.get(name);
            for (int i = 0; i < wanted.size(); i++) {
                String line = i < actual.size() ? Comparison.withoutFuel(actual.get(i)) : "nothing";
                if (!line.equals(wanted.get(i))) {
                    differences.add("expected " + wanted.get(i) + " but saw " + line);
                }
            }
        });
        assertThat(differences).isEmpty();
    }
}
