package org.manyhands.sandbox.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;

/** One slot with one engine that is given all modules of the corpus, one after the other. */
final class CorpusSlot implements AutoCloseable {
    /** Far more than any of them needs; a module that meets it has found a hole. */
    private static final long WALL_MILLIS = 180_000;

    /** So that it does not take from the others what it does not need. */
    private static final int HONEST_PERCENT = 20;

    private static final Path QUEENS = Path.of("..", "wasm-apps", "queens", "queens.wasm");

    private final Engine engine;
    private final Path directory;
    private final Path outputs;
    private final InputFile input;
    private final Slot slot;

    /**
     * Starts nothing yet.
     *
     * @param directory where the slot and the outputs of the modules are to be
     * @param input what each module finds below {@code /in}
     */
    CorpusSlot(Engine engine, Path directory, InputFile input) {
        this.engine = engine;
        this.directory = directory.resolve("slot");
        this.outputs = directory.resolve("outputs");
        this.input = input;
        this.slot = Slot.open(SlotSettings.in(this.directory));
    }

    /** Runs all that are for this engine; the modules lie in a directory under their names. */
    Map<String, Ending> runAll(List<HostileModule> modules, Path assembled) throws IOException {
        startForTheLargest(modules, assembled);
        Map<String, Ending> endings = new TreeMap<>();
        for (HostileModule module : modules) {
            if (engine == Engine.COMPILED || module.forTheInterpreter()) {
                endings.put(module.name(), run(module, assembled.resolve(module.name() + ".wasm")));
            }
        }
        return endings;
    }

    /** A slot is given a process with more heap for a large module; here one process is to bear them all. */
    private void startForTheLargest(List<HostileModule> modules, Path assembled) throws IOException {
        Path largest = assembled;
        for (HostileModule module : modules) {
            Path file = assembled.resolve(module.name() + ".wasm");
            largest = largest.equals(assembled) || Files.size(file) > Files.size(largest) ? file : largest;
        }
        try {
            slot.inspect(largest);
        } catch (SlotException e) {
            throw new IOException("the largest module cannot be looked at", e);
        }
    }

    private Ending run(HostileModule module, Path file) throws IOException {
        long process = slot.pid();
        Ending ending;
        try {
            ending = module.forTheRewriter() ? instrument(file) : run(file, module);
        } catch (ModuleRefusedException e) {
            ending = Ending.refused(e.violations());
        } catch (SlotException e) {
            return Ending.broken(e.toString());
        }
        return process == -1 || process == slot.pid() ? ending : Ending.broken("the slot died: " + ending);
    }

    private Ending instrument(Path file) throws SlotException, ModuleRefusedException {
        slot.instrument(file, directory.resolveSibling("product.wasm"));
        return new Ending("instrumented", 0, "");
    }

    /** Runs a program that means well, again and again until told to stop; once at least. */
    List<Ending> runHonestUntil(AtomicBoolean over) throws Exception {
        slot.throttle(HONEST_PERCENT);
        List<Ending> endings = new ArrayList<>();
        do {
            endings.add(runHonest());
        } while (!over.get());
        return endings;
    }

    /** Runs a program that means well. */
    Ending runHonest() throws Exception {
        Path output = Files.createDirectories(outputs.resolve("queens"));
        return Ending.of(slot.run(request(QUEENS, List.of("7", "0", "49"), output, Limits.DEFAULT), RunObserver.NONE));
    }

    private Ending run(Path file, HostileModule module) throws IOException, SlotException, ModuleRefusedException {
        Path output = Files.createDirectories(outputs.resolve(module.name()));
        RunOutcome run =
                slot.run(request(file, List.of("--flag", "../../argument"), output, module.limits()), RunObserver.NONE);
        Set<String> told = run.outputs().stream().map(OutputFile::path).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = files(output);
        return told.equals(found) ? Ending.of(run) : Ending.broken("outputs " + told + ", but there are " + found);
    }

    private RunRequest request(Path file, List<String> arguments, Path output, Limits limits) {
        return new RunRequest(
                file,
                arguments,
                Map.of("HOME", "/nowhere"),
                42,
                List.of(input),
                new byte[] {1, 2, 3},
                output,
                limits,
                WALL_MILLIS,
                engine);
    }

    /** The files below a directory, by their paths in it. */
    static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The files that the slot keeps in its own directory. */
    Set<String> kept() throws IOException {
        return files(directory);
    }

    @Override
    public void close() {
        slot.close();
    }
}
