package org.manyhands.researcher.unit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.protocol.research.WorkUnitView.ResultView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.ExitCode;
import org.manyhands.researcher.Identifiers;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.connection.ConnectionOptions;
import org.manyhands.researcher.connection.Surroundings;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Credits;
import org.manyhands.researcher.text.JsonOption;
import org.manyhands.researcher.text.Printable;
import org.manyhands.researcher.text.Sizes;
import org.manyhands.researcher.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unit}: one work unit. */
@Command(
        name = "unit",
        mixinStandardHelpOptions = true,
        description = {
            "Shows one work unit with its results.",
            "With --fetch, what it needs comes to this machine, with the command that runs it again: same bytes, same fuel."
        })
public final class UnitCommand implements Callable<Integer> {
    private static final int DIGITS = 12;

    private final Surroundings surroundings;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "WORK-UNIT", description = "its number")
    private String id = "";

    @Option(
            names = "--fetch",
            paramLabel = "DIR",
            description = "downloads the instrumented module to DIR/app.wasm and the inputs to DIR/in")
    private @Nullable Path directory;

    @Mixin
    private final JsonOption json = new JsonOption();

    public UnitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        ProjectClient project = connection.account(surroundings);
        WorkUnitView unit = project.unit(
                Identifiers.parse(id, WorkUnitId::of, "a batch's failed ones are named by ./manyhands watch"));
        Console console = surroundings.console();
        if (directory != null) {
            UnitFetch.to(directory, unit, project);
        }
        if (json.prints(unit, console)) {
            return ExitCode.OK;
        }
        show(unit);
        if (directory == null) {
            console.line("");
            console.line("./manyhands unit " + unit.id() + " --fetch DIR gets what it takes to run it again here");
        } else {
            console.line("");
            console.line("To run it again:");
            console.line("  " + ReplayCommand.text(unit, directory));
            if (!unit.digest().isEmpty()) {
                console.line("It must print fuel " + unit.fuel() + " and digest " + unit.digest());
            }
        }
        return ExitCode.OK;
    }

    private void show(WorkUnitView unit) {
        Console console = surroundings.console();
        console.line("Work unit " + unit.id() + ", number " + unit.index() + " of batch " + unit.batchId() + ": "
                + unit.state().toLowerCase(Locale.ROOT)
                + (unit.reason().isEmpty() ? "" : ", " + Printable.line(unit.reason())));
        if (unit.pieces() > 1) {
            console.line("  pieces     " + unit.pieces() + " of the input, number " + unit.index() + " to "
                    + (unit.index() + unit.pieces() - 1));
        }
        console.line("  arguments  " + Printable.line(String.join(" ", unit.arguments())));
        for (InputReference input : unit.inputs()) {
            console.line("  input      /in/" + Printable.line(input.path()) + ", " + Sizes.words(input.bytes()));
        }
        console.line("  seed       " + unit.seed());
        console.line("  limits     " + number(unit.limits().fuel()) + " fuel, "
                + Sizes.words(unit.limits().memoryBytes()) + " of memory, "
                + Sizes.words(unit.limits().outputBytes()) + " of output");
        if (!unit.digest().isEmpty()) {
            console.line("  accepted   " + number(unit.fuel()) + " fuel, digest " + unit.digest());
        }
        if (!unit.results().isEmpty()) {
            console.line("");
            console.lines(results(unit.results()));
        }
        printed("standard output", unit.stdoutTail());
        printed("standard error", unit.stderrTail());
    }

    private static List<String> results(List<ResultView> results) {
        TextTable table =
                new TextTable("RESULT#", "STATE", "HOST", "OUTCOME", "FUEL#", "DIGEST", "CREDIT HELD#", "CREDIT PAID#");
        for (ResultView result : results) {
            String digest = result.digest();
            table.row(
                    result.id(),
                    result.state().toLowerCase(Locale.ROOT).replace('_', ' '),
                    result.hostId() == null ? "" : result.hostId() + " " + result.hostName(),
                    result.outcome(),
                    number(result.fuel()),
                    digest.length() > DIGITS ? digest.substring(0, DIGITS) : digest,
                    Credits.number(result.pendingMicrocredits()),
                    Credits.number(result.paidMicrocredits()));
        }
        return table.lines();
    }

    private void printed(String what, String tail) {
        if (!tail.isBlank()) {
            surroundings.console().line("");
            surroundings.console().line("Its " + what + ", the last 16 KiB at most:");
            Printable.text(tail)
                    .stripTrailing()
                    .lines()
                    .forEach(line -> surroundings.console().line("  " + line));
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
