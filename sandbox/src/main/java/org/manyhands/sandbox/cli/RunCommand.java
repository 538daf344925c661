package org.manyhands.sandbox.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.Snapshots;
import org.manyhands.sandbox.snapshot.SnapshotStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code manyhands run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "manyhands run 0.1.0",
        description = {
            "Runs an application on this machine: same bytes, same fuel as on the grid, no server needed.",
            "The application sees /in (read only), /out (what it leaves there is the result), its arguments,",
            "standard input (read to its end first), and nothing else of this machine."
        },
        footer = {
            "",
            "Exit codes: the program's own; 124 a limit was exceeded; 125 wrong use, or this machine could not",
            "run it; 126 the module was refused; 130 cancelled (Ctrl-C); 134 trapped."
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--in", paramLabel = "DIR", description = "Directory whose files the application finds below /in.")
    private @Nullable Path in;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory that receives what the application leaves in /out.")
    private @Nullable Path out;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the application's environment; may be given again.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of randomness, also in MANYHANDS_SEED (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--fuel",
            paramLabel = "N",
            defaultValue = "" + Limits.DEFAULT_FUEL,
            description = "Most fuel, in units of the weight table (default: ${DEFAULT-VALUE}).")
    private long fuel;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "256MiB",
            converter = ByteSize.class,
            description = "Most linear memory (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(
            names = "--output",
            paramLabel = "SIZE",
            defaultValue = "64MiB",
            converter = ByteSize.class,
            description = "Most bytes that the application may leave in /out (default: ${DEFAULT-VALUE}).")
    private long output;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = TimeSpan.class,
            description = "Most wall-clock time, such as 500ms, 2s, 10m; 0s for any (default: ${DEFAULT-VALUE}).")
    private long timeoutMillis;

    @Option(
            names = "--snapshot",
            paramLabel = "DIR",
            description = {
                "Directory in which a run of a module with the step API is saved now and then; a run that was",
                "cut short goes on from there when the same command is given again."
            })
    private @Nullable Path snapshot;

    @Option(
            names = "--snapshot-every",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = TimeSpan.class,
            description = "Least time from one snapshot to the next (default: ${DEFAULT-VALUE}).")
    private long snapshotEveryMillis;

    @Option(
            names = "--engine",
            paramLabel = "compiled|interpreter",
            defaultValue = "compiled",
            description = "How to execute; both give the same bytes and fuel (default: ${DEFAULT-VALUE}).")
    private Engine engine = Engine.COMPILED;

    @Option(names = "--json", description = "Print one JSON object instead of the program's own output.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "APP.wasm", description = "The application: source or instrumented module.")
    private Path module = Path.of("");

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "The application's arguments, after --.")
    private List<String> arguments = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, SlotException {
        require(Files.isRegularFile(module), "there is no file " + module + "; name a .wasm file");
        try (OwnSlot own = OwnSlot.open(limits());
                OutputTarget target = OutputTarget.of(out)) {
            RunRequest request = new RunRequest(
                    module,
                    arguments,
                    environment,
                    seed,
                    inputs(),
                    StandardInput.read(System.in),
                    target.directory(),
                    limits(),
                    timeoutMillis,
                    engine,
                    snapshot == null ? null : new Snapshots(snapshot, snapshotEveryMillis));
            return run(own.slot(), request);
        }
    }

    @SuppressWarnings("try") // Open while the run goes on.
    private int run(Slot slot, RunRequest request) throws IOException, SlotException {
        try (Interrupts interrupts = Interrupts.cancelling(slot)) {
            RunOutcome outcome = slot.run(request, new PassThrough(!json));
            if (json) {
                print(OutcomeText.json(outcome));
            }
            System.err.println(OutcomeText.summary(outcome));
            discardSnapshots(request, outcome);
            return ExitCodes.of(outcome.outcome());
        } catch (ModuleRefusedException e) {
            if (json) {
                print(OutcomeText.refusedJson(
                        e.violations().isEmpty() ? "" : e.violations().get(0).rule()));
            }
            System.err.println("refused: " + module + " breaks a rule of the deterministic profile");
            for (ModuleReport.Violation violation : e.violations()) {
                System.err.println("  " + violation);
            }
            return ExitCodes.REFUSED;
        }
    }

    /** The outcome has been told: a run that ended by its own rules will not be resumed. */
    private static void discardSnapshots(RunRequest request, RunOutcome outcome) throws IOException {
        if (request.snapshots() != null && outcome.outcome().deterministic()) {
            SnapshotStore.discard(request.snapshots().directory(), outcome.module(), request);
        }
    }

    private static void print(Map<String, @Nullable Object> object) throws IOException {
        PrintStream stdout = System.out;
        stdout.write(new ObjectMapper().writeValueAsBytes(object));
        stdout.println();
        stdout.flush();
    }

    private Limits limits() {
        require(fuel > 0, "--fuel must be at least 1, not " + fuel);
        require(memory >= 65_536, "--memory must be at least one page of 64KiB, not " + memory + " bytes");
        require(output >= 0, "--output must not be negative: " + output + " bytes");
        return new Limits(fuel, memory, output, Limits.DEFAULT_OUTPUT_FILES);
    }

    private List<InputFile> inputs() throws IOException {
        Path directory = in;
        if (directory == null) {
            return List.of();
        }
        require(Files.isDirectory(directory), "there is no directory " + directory + " for --in");
        return InputFolder.list(directory);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds && spec != null) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
