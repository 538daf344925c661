package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.connection.SavedConnection;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Times;

/**
 * The story of the demo, from an empty directory to the last line. It uses the commands and the API that any user has;
 * the only thing it knows from inside is where processes note their pids, to measure their memory and to kill them.
 */
final class Demo {
    /** How long credit is held in the demo, in place of a day. */
    private static final String HOLD = "5s";

    private final Options options;
    private final Stage stage;
    private final PrintStream out;
    private final Shell shell;
    private final Cast cast;
    private final Findings findings;
    private final Memory memory = new Memory();
    private final Quarter quarter = new Quarter();

    /** What the user asked for. */
    record Options(int queens, boolean keep, boolean chaos, boolean colluding) {}

    Demo(Options options, Stage stage, PrintStream out) {
        this.options = options;
        this.stage = stage;
        this.out = out;
        this.shell = new Shell(stage, out);
        this.cast = new Cast(stage, shell, options.colluding());
        this.findings = new Findings(out);
    }

    /** Plays the whole story; true when every promise holds. */
    boolean play() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String verdict;
        try {
            story();
            findings.figure((System.nanoTime() - begun) / 1_000_000_000L + " s");
            findings.figure(
                    "%d MiB in %d processes at most".formatted(memory.peakBytes() >> 20, memory.peakProcesses()));
            verdict = findings.verdict();
        } catch (DemoFailedException e) {
            verdict = "demo: FAILED  " + e.getMessage();
        }
        boolean well = verdict.startsWith("demo: OK");
        close(well);
        out.println(verdict);
        return well;
    }

    private void story() throws IOException, InterruptedException, DemoFailedException {
        title("A project, from nothing: " + stage.project());
        String url = start();

        title(
                options.colluding()
                        ? "Five volunteers lend a computer each; " + String.join(" and ", cast.liars())
                                + " will tell the same lies"
                        : "Three volunteers lend a computer each; " + Cast.LIAR + " will lie");
        cast.attachAll(url);
        cast.startFirst();

        title("A researcher signs up and brings two computations");
        shell.must("account", "new", "dana", "--url", url);
        Batches batchFiles = new Batches(stage, options);
        BatchId queens = submit(batchFiles.queens());
        BatchId digits = submit(batchFiles.digits());

        title("The work");
        ProjectClient client = new ProjectClient(URI.create(url), token());
        List<BatchId> ids = List.of(queens, digits);
        Watching watching =
                new Watching(client, ids, quarter, out, Console.ofProcess().redraws());
        @Nullable Chaos chaos = options.chaos() ? new Chaos(directory(), cast, out) : null;
        watching.untilAnswered(meanwhile(chaos));
        if (chaos != null) {
            out.println("  survived:");
            chaos.kills().forEach(kill -> out.println("    " + kill));
            findings.figure(chaos.kills().size() + " kills survived");
        }

        title("The answers");
        AnswerProof answers = new AnswerProof(stage, shell, findings);
        answers.queens(queens.toString(), options.queens());
        answers.digits(digits.toString());

        title("A work unit, run again at home");
        List<BatchView> batches = watching.untilSettled();
        new ReplayProof(stage, shell, client, findings, out).replayOne(batches, new SecureRandom());

        title("Programs that mean harm");
        new HostileProof(stage, shell, findings).all();

        lies(client);

        title("What each computer did");
        shell.must("hosts");
        for (BatchView batch : batches) {
            out.println("  " + copies(batch));
            out.println("  " + quarter.against(batch));
        }

        title("What the journal moved (credit was held for " + HOLD + " in place of a day)");
        String administrator = Files.readString(directory().adminToken()).strip();
        new JournalProof(new ProjectClient(URI.create(url), administrator), findings, out).check();
    }

    private String start() throws IOException, InterruptedException, DemoFailedException {
        ProjectDirectory directory = directory();
        if (!Files.exists(directory.config())) {
            String config = """
                    project: Demo
                    server:
                      port: %d
                    policy:
                      credit-hold: %s
                    """.formatted(freePort(), HOLD);
            Files.writeString(directory.config(), config);
            out.println("  " + directory.config() + ":");
            config.lines().forEach(line -> out.println("    " + line));
        }
        shell.must("up", "-d", "--home", stage.project().toString());
        return Files.readString(directory.url()).strip();
    }

    private BatchId submit(Path batch) throws IOException, InterruptedException, DemoFailedException {
        shell.must("submit", batch.toString(), "--yes");
        ProjectClient client =
                new ProjectClient(URI.create(Files.readString(directory().url()).strip()), token());
        return client.batches(1).get(0).id();
    }

    private void lies(ProjectClient client) throws IOException, InterruptedException, DemoFailedException {
        if (options.colluding()) {
            title("The colluders");
            ColludersProof proof = new ColludersProof(client, shell, findings, out);
            proof.lies(cast.liesTold());
            title("How far each computer is trusted, and why");
            proof.standings(cast.liars());
        } else {
            title("The liar");
            new LiarProof(client, findings, out).check(cast.liesTold());
        }
    }

    /** Measures memory; with chaos, kills, and starts again what was killed all at once. */
    private Watching.Meanwhile meanwhile(@Nullable Chaos chaos) {
        return underWay -> {
            memory.sample(roots());
            boolean complete = cast.joinAfter(options.colluding() ? ColludersProof.LEAST : LiarProof.LEAST);
            if (chaos == null) {
                return complete;
            }
            if (underWay && chaos.step()) {
                start();
                cast.startAll();
            }
            return chaos.done();
        };
    }

    /** The processes from which all others of the demo descend. */
    private Stream<ProcessHandle> roots() throws IOException {
        List<ProcessHandle> roots = new ArrayList<>(cast.everybody());
        roots.add(ProcessHandle.current());
        Path supervisor = directory().run().resolve("supervisor.pid");
        if (Files.exists(supervisor)) {
            ProcessHandle.of(Long.parseLong(Files.readString(supervisor).strip()))
                    .ifPresent(roots::add);
        }
        return roots.stream();
    }

    private static String copies(BatchView batch) {
        long sent = batch.results().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("UNSENT"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        return "%s: %d work units, %d copies, %.2f copies a work unit, %s from funded to answered"
                .formatted(
                        batch.name(),
                        batch.totalUnits(),
                        sent,
                        (double) sent / batch.totalUnits(),
                        Times.span(batch.completedMillis() - batch.fundedMillis()));
    }

    private void close(boolean well) throws IOException, InterruptedException {
        if (options.keep()) {
            out.println();
            out.println("Everything is left running, in " + stage.directory());
            Path url = directory().url();
            out.println("  status page   "
                    + (Files.exists(url) ? Files.readString(url).strip() + "/" : "(the server is down)"));
            out.println("  logs          " + directory().logs() + " and "
                    + stage.directory().resolve("volunteers"));
            out.println("  end it with   ./manyhands down --home " + stage.project() + " --volumes");
            return;
        }
        title("The end");
        shell.run("down", "--home", stage.project().toString());
        cast.stop();
        if (well) {
            stage.delete();
        } else {
            out.println("Logs are left in " + directory().logs() + " and "
                    + stage.directory().resolve("volunteers"));
        }
    }

    private String token() throws IOException, DemoFailedException {
        Path saved = SavedConnection.file(Optional.of(stage.settings().toString()));
        return SavedConnection.read(saved)
                .orElseThrow(() -> new DemoFailedException("account new left nothing in " + saved))
                .token();
    }

    private ProjectDirectory directory() throws IOException {
        return new ProjectDirectory(stage.project()).create();
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void title(String text) {
        out.println();
        out.println("== " + text);
    }
}
