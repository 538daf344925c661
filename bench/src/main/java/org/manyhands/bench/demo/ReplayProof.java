package org.manyhands.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.WorkUnitView;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.unit.ReplayCommand;

/** Draws an accepted work unit at random and runs it again at home, in the interpreter. */
final class ReplayProof {
    private final Stage stage;
    private final Shell shell;
    private final ProjectClient client;
    private final Findings findings;
    private final PrintStream out;

    ReplayProof(Stage stage, Shell shell, ProjectClient client, Findings findings, PrintStream out) {
        this.stage = stage;
        this.shell = shell;
        this.client = client;
        this.findings = findings;
        this.out = out;
    }

    void replayOne(List<BatchView> batches, RandomGenerator random)
            throws IOException, InterruptedException, DemoFailedException {
        BatchView batch = batches.get(random.nextInt(batches.size()));
        long place = random.nextLong(Bar.accepted(batch));
        WorkUnitView unit = client.units(batch.id(), "ASSIMILATED", place, 1).get(0);
        out.println("  drawn at random: work unit " + unit.id() + ", number " + unit.index() + " of " + batch.name());
        Path folder = stage.work("replay");
        shell.must("unit", unit.id().toString(), "--fetch", folder.toString());
        Shell.Said said = shell.quietly(command(unit, folder));
        JsonNode run = json(said);
        String localDigest = run.path("digest").asText().replace("sha256:", "");
        String localFuel = run.path("fuel").asText();
        out.println("           digest                                                            fuel");
        out.println("    grid   " + unit.digest() + "  " + unit.fuel());
        out.println("    local  " + localDigest + "  " + localFuel);
        findings.check(
                localDigest.equals(unit.digest()) && localFuel.equals(Long.toString(unit.fuel())),
                "the same work unit, run here in the interpreter, gives the same digest and the same fuel");
    }

    /** The command that {@code unit --fetch} prints, in the interpreter and with JSON to read. */
    private static String[] command(WorkUnitView unit, Path folder) {
        List<String> command = new ArrayList<>(ReplayCommand.arguments(unit, folder));
        command.addAll(1, List.of("--json", "--engine", "interpreter"));
        return command.toArray(String[]::new);
    }

    private static JsonNode json(Shell.Said said) throws IOException, DemoFailedException {
        int start = said.output().indexOf('{');
        if (start < 0) {
            throw new DemoFailedException("run --json printed no JSON: " + said.text());
        }
        return new ObjectMapper().readTree(said.output().substring(start));
    }
}
