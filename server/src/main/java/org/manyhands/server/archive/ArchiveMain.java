package org.manyhands.server.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code archive}: what settled batches were, from their files; the database is not needed. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|show",
        description = "Shows settled batches that were moved to files in the project's directory.")
public final class ArchiveMain implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ArchiveMain()).execute(arguments));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "expected 'list' or 'show BATCH'");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The batches there are, the oldest first.")
    int list(
            @Option(
                            names = "--home",
                            paramLabel = "FOLDER",
                            defaultValue = "manyhands-data",
                            description = "the project's directory (${DEFAULT-VALUE})")
                    Path home,
            @Option(names = "--json", description = "prints a line of JSON for each") boolean json)
            throws IOException {
        ArchiveFolder folder = folder(home);
        List<BatchId> batches = folder.batches();
        PrintWriter out = spec.commandLine().getOut();
        if (batches.isEmpty() && !json) {
            out.println("No batch was archived in " + home + " yet.");
        }
        for (BatchId id : batches) {
            Head head;
            try (BufferedReader lines = folder.read(id)) {
                head = head(lines.readLine());
            } catch (IOException e) {
                return failed(folder.file(id), e);
            }
            out.println(json ? Json.write(head.batch()) : words(head.batch()));
        }
        out.flush();
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "What a batch was, with its work units.")
    int show(
            @Parameters(paramLabel = "BATCH", description = "its number") String number,
            @Option(
                            names = "--home",
                            paramLabel = "FOLDER",
                            defaultValue = "manyhands-data",
                            description = "the project's directory (${DEFAULT-VALUE})")
                    Path home,
            @Option(names = "--json", description = "prints the file's lines as they are") boolean json)
            throws IOException {
        BatchId id;
        try {
            id = BatchId.of(number);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        ArchiveFolder folder = folder(home);
        if (!Files.isRegularFile(folder.file(id))) {
            spec.commandLine()
                    .getErr()
                    .println("archive: there is no file " + folder.file(id)
                            + "; ./manyhands archive list shows what there is");
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        try (BufferedReader lines = folder.read(id)) {
            String line = lines.readLine();
            out.println(json ? line : words(head(line).batch()));
            while ((line = lines.readLine()) != null) {
                out.println(json ? line : words(Json.read(line, ArchivedUnit.class)));
            }
        } catch (IOException | MalformedJsonException e) {
            return failed(folder.file(id), e);
        } finally {
            out.flush();
        }
        return 0;
    }

    private int failed(Path file, Exception e) {
        spec.commandLine()
                .getErr()
                .println("archive: " + file + " cannot be read: " + e.getMessage() + "; take it from a backup");
        return 1;
    }

    private ArchiveFolder folder(Path home) {
        if (!Files.isDirectory(home)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "there is no directory " + home + "; --home names the project's");
        }
        return new ArchiveFolder(new ProjectDirectory(home).archive());
    }

    private static Head head(@Nullable String line) throws IOException {
        try {
            return Json.read(line == null ? "" : line, Head.class);
        } catch (MalformedJsonException e) {
            throw new IOException("its first line is no batch: " + e.getMessage(), e);
        }
    }

    private static String words(Batch batch) {
        return "batch " + batch.id() + ", " + batch.name() + ": " + batch.totalUnits()
                + (batch.sized() ? " pieces" : " work units") + ", account " + batch.owner()
                + (batch.headline().isEmpty() ? "" : ": " + batch.headline());
    }

    private static String words(ArchivedUnit line) {
        StringBuilder words = new StringBuilder("  work unit " + line.unit().index() + " (id "
                + line.unit().id() + ") " + line.unit().state());
        for (ArchivedUnit.Copy copy : line.results()) {
            words.append("\n    result ")
                    .append(copy.result().id())
                    .append(' ')
                    .append(copy.result().state())
                    .append(
                            copy.result().host() == null
                                    ? ""
                                    : " on host " + copy.result().host())
                    .append(
                            copy.result().digest().isEmpty()
                                    ? ""
                                    : ", fuel " + copy.result().fuel())
                    .append(copy.transfers().isEmpty() ? "" : ", transfers " + copy.transfers());
        }
        return words.toString();
    }

    /** The first line of a file. */
    private record Head(Batch batch) {}
}
