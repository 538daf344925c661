package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RawRequest;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.Snapshots;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.snapshot.SnapshotStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "standard input (read to its end first, at most 32MiB), and nothing else of this machine."
        },
        footer = {
            "",
            "Exit codes: the program's own; 124 a limit was exceeded; 125 wrong use, or this machine could not",
            "run it; 126 the module was refused; 130 cancelled (Ctrl-C); 134 trapped."
        })
final class RunCommand implements Callable<Integer> {
    private static final int MOST_FILES = 1_000_000;

    @Option(names = "--in", paramLabel = "DIR", description = "Directory whose files the application finds below /in.")
    private @Nullable Path in;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory, new or empty, that receives what the application leaves in /out.")
    private @Nullable Path out;

    @Option(
            names = "--fuel",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "Most fuel, in units of the weight table (default: " + Limits.DEFAULT_FUEL + ").")
    private @Nullable Long fuel;

    @Option(
            names = "--output-files",
            paramLabel = "N",
            converter = WholeNumber.class,
            description = "Most files and directories that it may leave in /out (default: "
                    + Limits.DEFAULT_OUTPUT_FILES + ").")
    private @Nullable Long files;

    @Option(
            names = "--weights",
            paramLabel = "N",
            description =
                    "Version of the weight table that fuel is counted by (default: the module's own, or the newest).")
    private @Nullable Integer weights;

    @Mixin
    private ProgramOptions program = new ProgramOptions();

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

    @Option(names = JsonObject.OPTION, description = "Print one JSON object instead of the program's own output.")
    private boolean json;

    @Mixin
    private RawOptions rawOptions = new RawOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, SlotException {
        Demand demand =
                Demand.of(Objects.requireNonNull(spec, "picocli sets it").commandLine());
        program.require(demand);
        rawOptions.require(demand);
        return rawOptions.raw() ? raw(demand) : metered(demand);
    }

    private int metered(Demand demand) throws IOException, SlotException {
        long most = fuel == null ? Limits.DEFAULT_FUEL : fuel;
        demand.that(most > 0, "--fuel must be at least 1, not " + most + "; the default is " + Limits.DEFAULT_FUEL);
        demand.that(
                weights == null || Instrumenter.knowsWeights(weights),
                "--weights " + weights + ": there is no such table; " + Instrumenter.knownWeights());
        long mostFiles = files == null ? Limits.DEFAULT_OUTPUT_FILES : files;
        demand.that(
                mostFiles >= 0 && mostFiles <= MOST_FILES,
                "--output-files is " + mostFiles + "; expected 0 to " + MOST_FILES);
        Limits limits = program.limits(most, (int) mostFiles);
        List<InputFile> inputs = InputFolder.named(in, demand);
        requireRoom(demand);
        byte[] stdin = StandardInput.read(System.in);
        try (OwnSlot own = OwnSlot.open(limits);
                OutputTarget target = OutputTarget.of(out)) {
            Snapshots snapshots = snapshot == null ? null : new Snapshots(snapshot, snapshotEveryMillis);
            RunRequest request = program.request(inputs, stdin, target.directory(), limits, snapshots)
                    .withWeights(weights == null ? 0 : weights);
            return report(
                    own.slot(),
                    new RunReport(json, most),
                    observer -> own.slot().run(request, observer),
                    outcome -> discardSnapshots(request, outcome));
        }
    }

    private int raw(Demand demand) throws IOException, SlotException {
        String instead = " and --raw exclude one another: a plain program finds the directories of --dir";
        demand.that(in == null, "--in" + instead);
        demand.that(out == null, "--out" + instead);
        demand.that(snapshot == null, "--snapshot and --raw exclude one another: a plain program is not saved");
        demand.that(
                fuel == null, "--fuel and --raw exclude one another: a plain program is not metered; use --timeout");
        demand.that(weights == null, "--weights and --raw exclude one another: a plain program is not metered");
        demand.that(files == null, "--output-files and --raw exclude one another: a plain program has no /out");
        Limits limits = program.limits(Limits.DEFAULT_FUEL, RawOptions.MOST_FILES);
        List<RawRequest.Mount> mounts = rawOptions.mounts(demand);
        RawOptions.tellLeftOut(mounts, System.err);
        byte[] stdin = StandardInput.read(System.in);
        try (OwnSlot own = OwnSlot.open(limits)) {
            RunRequest run = program.request(List.of(), stdin, Path.of(""), limits, null);
            RawRequest request = new RawRequest(run, mounts, rawOptions.writeBack());
            return report(
                    own.slot(),
                    new RunReport(json, 0),
                    observer -> own.slot().runRaw(request, observer),
                    outcome -> {});
        }
    }

    @SuppressWarnings("try") // Open while the run goes on.
    private int report(Slot slot, RunReport report, RunReport.Run run, RunReport.Told told) throws IOException {
        try (Interrupts interrupts = Interrupts.cancelling(slot)) {
            RunOutcome outcome = run.run(report.observer(slot::cancel));
            int exitCode = report.ended(outcome);
            told.of(outcome);
            return exitCode;
        } catch (ModuleRefusedException e) {
            return report.refused(program.module(), e);
        } catch (SlotException e) {
            return report.failed(e);
        }
    }

    /**
     * Files of an earlier run must not be taken for this one's. Only a run that goes on from a snapshot may find some: it can
     * have been cut short while it wrote them.
     */
    private void requireRoom(Demand demand) throws IOException {
        if (out == null || !Files.exists(out)) {
            return;
        }
        demand.that(Files.isDirectory(out), "--out " + out + " is no directory");
        demand.that(
                empty(out) || (snapshot != null && Files.isDirectory(snapshot) && !empty(snapshot)),
                "--out " + out
                        + " is not empty, and old files would lie among the new; name a new directory or empty it");
    }

    private static boolean empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** The outcome has been told: a run that ended by its own rules will not be resumed. */
    private static void discardSnapshots(RunRequest request, RunOutcome outcome) {
        if (request.snapshots() != null && outcome.outcome().deterministic()) {
            try {
                SnapshotStore.discard(request.snapshots().directory(), outcome.module(), request);
            } catch (IOException e) {
                System.err.println("its snapshots could not be deleted: " + e.getMessage());
            }
        }
    }
}
