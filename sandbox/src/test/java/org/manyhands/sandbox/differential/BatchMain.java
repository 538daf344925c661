package org.manyhands.sandbox.differential;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.manyhands.sandbox.Engine;

/**
 * Runs the modules of a batch in one engine, in a Java of its own: {@code BatchMain ENGINE BATCH OUTPUT}. Writes a line
 * {@code = NAME} for each module, and below it what was seen.
 */
public final class BatchMain {
    private static final long STACK_BYTES = 256L << 20;

    /** What modules run in; the sizes of slices differ on purpose. */
    enum Setting {
        /** The source in the runtime's interpreter, each of its instructions counted. */
        REFERENCE {
            @Override
            Subject subject(Batch batch, String name, CallPlan plan, Path codeCache) throws IOException {
                return Subject.reference(Files.readAllBytes(batch.source(name)));
            }
        },
        /** The source, compiled. */
        SOURCE {
            @Override
            Subject subject(Batch batch, String name, CallPlan plan, Path codeCache) throws IOException {
                return Subject.source(Files.readAllBytes(batch.source(name)), Engine.COMPILED, codeCache);
            }
        },
        /** The product, compiled. */
        COMPILED {
            @Override
            Subject subject(Batch batch, String name, CallPlan plan, Path codeCache) throws IOException {
                byte[] product = Files.readAllBytes(batch.product(name));
                return Subject.product(product, Engine.COMPILED, 7_777, plan.fuelLimit(), codeCache);
            }
        },
        /** The product, interpreted. */
        INTERPRETED {
            @Override
            Subject subject(Batch batch, String name, CallPlan plan, Path codeCache) throws IOException {
                byte[] product = Files.readAllBytes(batch.product(name));
                return Subject.product(product, Engine.INTERPRETER, 1_000, plan.fuelLimit(), codeCache);
            }
        };

        abstract Subject subject(Batch batch, String name, CallPlan plan, Path codeCache) throws IOException;
    }

    private BatchMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Setting setting = Setting.valueOf(arguments[0]);
        Batch batch = new Batch(Path.of(arguments[1]));
        Path output = Path.of(arguments[2]);
        Thread thread = new Thread(null, () -> runAll(setting, batch, output), "run", STACK_BYTES);
        thread.start();
        thread.join();
    }

    private static void runAll(Setting setting, Batch batch, Path output) {
        Path partial = output.resolveSibling(output.getFileName() + ".partial");
        try {
            Path codeCache = Files.createTempDirectory("code");
            try (BufferedWriter writer = Files.newBufferedWriter(partial)) {
                for (String name : batch.names()) {
                    writer.write("= " + name + "\n");
                    for (String line : run(setting, batch, name, codeCache)) {
                        writer.write(line + "\n");
                    }
                }
            }
            try (Stream<Path> entries = Files.list(codeCache)) {
                for (Path entry : (Iterable<Path>) entries::iterator) {
                    Files.delete(entry);
                }
            }
            Files.delete(codeCache);
            Files.move(partial, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> run(Setting setting, Batch batch, String name, Path codeCache) throws IOException {
        CallPlan plan = batch.plan(name);
        try {
            return setting.subject(batch, name, plan, codeCache).follow(plan);
        } catch (RuntimeException | Error e) {
            return List.of("failed before it began: " + e);
        }
    }
}
