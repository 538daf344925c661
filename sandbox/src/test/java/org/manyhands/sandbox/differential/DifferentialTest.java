package org.manyhands.sandbox.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random modules do the same before and after the rewrites, interpreted and compiled, on two JDKs and in V8, and cost the
 * same fuel everywhere: the sum of the weights of the instructions that they execute. {@code -Ddifferential.seed=N
 * -Ddifferential.count=M} draws others; those that fail are left in {@code target/differential}, and belong then into
 * {@code src/test/resources/differential}.
 */
class DifferentialTest {
    private static final Path LEFT = Path.of("target/differential");
    private static final long MUCH_FUEL = 100_000_000;
    private static final int ROUNDS = 3;

    @TempDir
    private Path directory;

    private final ExecutorService processors =
            Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));

    @AfterEach
    void end() {
        processors.shutdownNow();
    }

    @Test
    void keptModulesDoTheSameInEveryEngineOfThisJdk() throws Exception {
        Batch batch = new Batch(directory);
        addKept(batch);
        assertSame(batch, Differential.onThisJdk(batch));
    }

    @Test
    void randomModulesDoTheSameEverywhere() throws Exception {
        Batch batch = new Batch(directory);
        Differential differential = Differential.everywhere(batch);
        addKept(batch);
        addRandom(batch, Long.getLong("differential.seed", 1), Integer.getInteger("differential.count", 1_000));
        assertSame(batch, differential);
    }

    private void assertSame(Batch batch, Differential differential) throws Exception {
        Map<String, String> differences = differential.differences(processors);
        for (var difference : differences.entrySet()) {
            Path folder = Files.createDirectories(LEFT);
            String name = difference.getKey();
            Files.copy(batch.source(name), folder.resolve(name + ".wasm"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(folder.resolve(name + ".txt"), difference.getValue());
        }
        assertThat(differences).isEmpty();
    }

    private static void addKept(Batch batch) throws IOException {
        for (Path file : KeptModules.files()) {
            String name = file.getFileName().toString();
            String module = name.substring(0, name.length() - ".wasm".length());
            batch.add(module, Files.readAllBytes(file), 1, MUCH_FUEL, ROUNDS);
        }
    }

    private void addRandom(Batch batch, long firstSeed, int count) throws Exception {
        BinaryenModules modules = new BinaryenModules(directory);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            long drawn = seed;
            tasks.add(() -> {
                Random random = new Random(drawn);
                long fuelLimit = random.nextInt(8) == 0 ? random.nextInt(20_000) : MUCH_FUEL;
                batch.add(BinaryenModules.name(drawn), modules.make(drawn), drawn, fuelLimit, ROUNDS);
                return null;
            });
        }
        for (Future<Void> task : processors.invokeAll(tasks)) {
            task.get();
        }
    }
}
