package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleDescription;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunProfile;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.SlotException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code manyhands inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "manyhands inspect 0.1.0",
        description = {
            "Says what a WebAssembly module holds, and whether it may run: every broken rule with its place",
            "and what mends it. With --profile it runs the application and shows where its fuel went."
        },
        footer = {
            "",
            "Exit codes: 0 the module may run; 125 wrong use; 126 it is refused. With --profile those of",
            "manyhands run. All options but --json and --profile belong to --profile."
        })
final class InspectCommand implements Callable<Integer> {
    @Option(names = JsonObject.OPTION, description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--profile",
            description = "Run the application, and show the functions that used most fuel by themselves.")
    private boolean profile;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many functions to show (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--in", paramLabel = "DIR", description = "Directory whose files the application finds below /in.")
    private @Nullable Path in;

    @Option(
            names = "--fuel",
            paramLabel = "N",
            defaultValue = "" + Limits.DEFAULT_FUEL,
            converter = WholeNumber.class,
            description = "Most fuel, in units of the weight table (default: ${DEFAULT-VALUE}).")
    private long fuel;

    @Mixin
    private ProgramOptions program = new ProgramOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, SlotException {
        Demand demand =
                Demand.of(Objects.requireNonNull(spec, "picocli sets it").commandLine());
        program.require(demand);
        demand.that(fuel > 0, "--fuel must be at least 1, not " + fuel + "; the default is " + Limits.DEFAULT_FUEL);
        demand.that(top > 0, "--top must be at least 1, not " + top);
        demand.that(
                profile || program.arguments().isEmpty(),
                "arguments belong to --profile, which runs the application; name one .wasm file");
        Limits limits = program.limits(fuel, Limits.DEFAULT_OUTPUT_FILES);
        return profile ? profile(InputFolder.named(in, demand), limits) : describe(limits);
    }

    private int describe(Limits limits) throws IOException, SlotException {
        try (OwnSlot own = OwnSlot.open(limits)) {
            ModuleDescription description = own.slot().describe(program.module());
            if (json) {
                JsonObject.print(DescriptionText.json(description));
            } else {
                DescriptionText.lines(program.module(), description).forEach(System.out::println);
            }
            return description.report().accepted() ? 0 : ExitCodes.REFUSED;
        }
    }

    @SuppressWarnings("try") // Open while the run goes on.
    private int profile(List<InputFile> inputs, Limits limits) throws IOException, SlotException {
        byte[] stdin = StandardInput.read(System.in);
        try (OwnSlot own = OwnSlot.open(limits);
                OutputTarget target = OutputTarget.of(null);
                Interrupts interrupts = Interrupts.cancelling(own.slot())) {
            RunRequest request = program.request(inputs, stdin, target.directory(), limits, null);
            RunProfile result = own.slot().profile(request, observer());
            if (json) {
                JsonObject.print(ProfileText.json(result));
            } else {
                ProfileText.lines(result, top).forEach(System.out::println);
            }
            System.err.println(OutcomeText.summary(result.run()));
            return ExitCodes.of(result.run().outcome());
        } catch (ModuleRefusedException e) {
            return new RunReport(json, fuel).refused(program.module(), e);
        }
    }

    private RunObserver observer() {
        return ProgressLine.wanted()
                ? new ProgressLine(RunObserver.NONE, fuel, System.err, System::nanoTime)
                : RunObserver.NONE;
    }
}
