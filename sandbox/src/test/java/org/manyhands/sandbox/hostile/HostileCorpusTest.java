package org.manyhands.sandbox.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.OutcomeDigest;

/**
 * All hostile modules, in one slot for each engine, one after the other, while an honest program runs in a third slot
 * beside: each ends as its header says, and nothing else has happened.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class HostileCorpusTest {
    private static final long HARMLESS_HEAP_BYTES = 32L << 20;

    private static final Pattern OF_A_SLOT =
            Pattern.compile("^slots/(compiling|interpreting|beside)/(slot|outputs)/|^slots/compiling/product.wasm$");

    @TempDir
    private static Path directory;

    private List<HostileModule> modules = List.of();
    private Map<String, String> filesBefore = Map.of();
    private long heapBefore;
    private Map<String, Ending> compiled = Map.of();
    private Map<String, Ending> interpreted = Map.of();
    private List<Ending> honest = List.of();
    private CorpusSlot compiling;
    private CorpusSlot interpreting;

    @BeforeAll
    void runTheCorpus() throws Exception {
        modules = HostileModule.all(Corpus.directory());
        Path assembled = Files.createDirectory(directory.resolve("modules"));
        for (HostileModule module : modules) {
            Files.write(assembled.resolve(module.name() + ".wasm"), module.assemble());
        }
        Files.writeString(directory.resolve("honest.txt"), "honest");
        Files.writeString(Files.createDirectories(slots().resolve("outputs")).resolve("canary"), "alive");
        Files.writeString(directory.resolve("canary"), "alive");
        compiling = slot(Engine.COMPILED, "compiling");
        interpreting = slot(Engine.INTERPRETER, "interpreting");
        filesBefore = filesOutsideSlots();
        heapBefore = usedHeap();
        runBeside(assembled);
    }

    private static CorpusSlot slot(Engine engine, String name) {
        InputFile input = new InputFile("honest.txt", directory.resolve("honest.txt"));
        return new CorpusSlot(engine, slots().resolve(name), input);
    }

    private void runBeside(Path assembled) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (CorpusSlot beside = slot(Engine.COMPILED, "beside")) {
            Future<List<Ending>> running = threads.submit(() -> beside.runHonestUntil(over));
            Future<Map<String, Ending>> onCompiled = threads.submit(() -> compiling.runAll(modules, assembled));
            Future<Map<String, Ending>> onInterpreter = threads.submit(() -> interpreting.runAll(modules, assembled));
            try {
                compiled = onCompiled.get();
                interpreted = onInterpreter.get();
            } finally {
                over.set(true);
            }
            honest = running.get();
        } finally {
            threads.shutdown();
        }
    }

    private static Path slots() {
        return directory.resolve("slots");
    }

    /** Digests of all files that no slot has a right to touch: those beside, and those of this project's folder. */
    private static Map<String, String> filesOutsideSlots() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String file : CorpusSlot.files(directory)) {
            if (!OF_A_SLOT.matcher(file).find()) {
                digests.put(file, OutcomeDigest.sha256(Files.readAllBytes(directory.resolve(file))));
            }
        }
        try (Stream<Path> here = Files.list(Path.of(""))) {
            here.forEach(file -> digests.put(file.toString(), "here"));
        }
        return digests;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @AfterAll
    void closeSlots() {
        compiling.close();
        interpreting.close();
    }

    private List<HostileModule> modules() {
        return modules;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleEndsAsItsHeaderSays(HostileModule module) {
        Ending ending = compiled.get(module.name());
        assertThat(ending.text()).isEqualTo(module.expected());
        if (module.expected().equals("exceeded fuel")) {
            assertThat(ending.fuel()).isEqualTo(module.limits().fuel());
        }
        if (module.forTheInterpreter()) {
            assertThat(interpreted.get(module.name())).isEqualTo(ending);
        }
    }

    @Test
    void corpusIsLarge() {
        assertThat(modules).hasSizeGreaterThan(200);
    }

    @Test
    void honestProgramBesideGaveItsRightDigestEachTime() {
        assertThat(honest).isNotEmpty().allSatisfy(ending -> {
            assertThat(ending.text()).isEqualTo("finished 0");
            assertThat(ending).isEqualTo(honest.get(0));
        });
    }

    @Test
    void honestProgramAfterThemGivesItsRightDigest() throws Exception {
        assertThat(compiling.runHonest()).isEqualTo(honest.get(0));
        assertThat(interpreting.runHonest()).isEqualTo(honest.get(0));
    }

    @Test
    void filesOutsideTheSlotsAreAsTheyWere() throws IOException {
        assertThat(filesOutsideSlots()).isEqualTo(filesBefore);
    }

    @Test
    void slotsKeepCompiledCodeAndNothingElse() throws IOException {
        for (CorpusSlot slot : List.of(compiling, interpreting)) {
            assertThat(slot.kept()).allMatch(file -> file.startsWith("code/"));
        }
    }

    @Test
    void heapOfTheParentIsUnharmed() {
        assertThat(usedHeap() - heapBefore).isLessThan(HARMLESS_HEAP_BYTES);
    }
}
