package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.manyhands.bench.Roots;
import org.manyhands.bench.dispatch.history.HistoryLoader;
import org.manyhands.bench.dispatch.history.Past;
import org.manyhands.bench.dispatch.load.Journal;
import org.manyhands.bench.dispatch.load.LoadReport;
import org.manyhands.db.Database;
import org.manyhands.db.daemon.DaemonSetting;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.EmbeddedH2;
import org.manyhands.researcher.api.ProjectClient;

/** One run: starts everything, measures, lets it come to rest, checks, and ends everything. */
final class DispatchBenchmark {
    private static final Duration READY_PATIENCE = Duration.ofSeconds(60);
    private static final Duration CHECK_PATIENCE = Duration.ofMinutes(30);
    private static final Duration REST_PATIENCE = Duration.ofMinutes(5);

    private final DispatchOptions options;
    private final Path folder;
    private final PrintStream out;
    private final Children children;
    private final String name = Long.toHexString(new SecureRandom().nextLong());

    DispatchBenchmark(DispatchOptions options, Path folder, PrintStream out, Children children) {
        this.options = options;
        this.folder = folder;
        this.out = out;
        this.children = children;
    }

    /** True when all is consistent. */
    boolean run() throws Exception {
        out.println(circumstances());
        long seed = seed();
        Path files = Files.createDirectories(folder.resolve("files"));
        Home home = Home.at(folder.resolve("project"));
        Optional<BenchDatabase> own = ownDatabase(home);
        Past past = new Past(options.preload() - options.waiting(), options.knownHosts(), options.hosts(), seed);
        if (options.hasPast()) {
            load(past, own, home);
        }
        home.configure(files, own.map(BenchDatabase::config));
        Project project = Project.up(children, home);
        BenchDatabase database = own.isPresent()
                ? own.get()
                : new BenchDatabase("H2 in the server, WRITE_DELAY=0", home.embedded(), OptionalLong.empty());
        say("the project is up at %s, on %s".formatted(project.urls().get(0), database.words()));
        String token = Files.readString(home.directory().adminToken()).strip();
        URI url = project.urls().get(0);
        if (options.hasPast()) {
            awaitFirstCheck(new ProjectClient(url, token));
        }
        Workload workload = Workload.bring(url, folder, token, name, options.waiting(), options.batches());
        say("%d work units in %d batches are funded".formatted(options.waiting(), options.batches()));
        @Nullable
        Process second = options.servers() == 1
                ? null
                : project.secondServer(
                        Home.at(folder.resolve("server-2")).configure(files, Optional.of(database.config())));
        LoadProcess load = LoadProcess.start(
                children, folder, project, workload, options, seed, options.hasPast() ? past.stride() : 1);
        say("%d hosts are attached".formatted(options.hosts()));
        try (Connection connection = database.connect()) {
            requireAlone(connection, workload);
            awaitQueue(connection, workload);
            measure(project, database, workload, load, connection, second);
            boolean consistent = check(database, workload, load, connection);
            workload.cancel();
            return consistent;
        }
    }

    /** The played hosts' keys: the same again in a folder that was used before, where the hosts are known. */
    private long seed() throws IOException {
        Path file = folder.resolve("seed");
        if (!Files.exists(file)) {
            Files.writeString(file, Long.toString(new SecureRandom().nextLong() >>> 1));
        }
        return Long.parseLong(Files.readString(file));
    }

    /** Makes the schema and fills it, before the project's own processes are there. */
    private void load(Past past, Optional<BenchDatabase> own, Home home) throws Exception {
        if (own.isPresent()) {
            load(past, own.get());
            return;
        }
        try (EmbeddedH2 embedded = EmbeddedH2.start(home.directory().database(), 0, home.password())) {
            load(past, new BenchDatabase("H2", embedded.config(), OptionalLong.empty()));
        }
    }

    private void load(Past past, BenchDatabase database) throws Exception {
        Database.openAndMigrate(database.config()).close();
        long begun = System.nanoTime();
        HistoryLoader loader = new HistoryLoader(database::connect, database.isH2(), past, System.currentTimeMillis());
        say(
                loader.load()
                        ? "a past of %d work units and %d hosts was loaded in %d s"
                                .formatted(past.units(), past.hosts(), (System.nanoTime() - begun) / 1_000_000_000)
                        : "the past of %d work units and %d hosts is there from an earlier run"
                                .formatted(past.units(), past.hosts()));
    }

    private Optional<BenchDatabase> ownDatabase(Home home) throws Exception {
        if (options.database().equals("h2")) {
            return Optional.empty();
        }
        if (!options.database().equals("mariadb")) {
            String password = Optional.ofNullable(System.getenv(DaemonSetting.DATABASE_PASSWORD))
                    .orElse("");
            DatabaseConfig config = new DatabaseConfig(options.database(), options.user(), password);
            return Optional.of(BenchDatabase.there(config));
        }
        MariaDb server = MariaDb.start(
                Roots.ofSource().resolve("target/mariadb"),
                Files.createDirectories(folder.resolve("mariadb")),
                options.bufferPoolMegabytes(),
                home.password());
        children.atEnd(server);
        return Optional.of(server.database());
    }

    private String circumstances() throws IOException {
        return "bench dispatch: %d hosts, %d tasks a call, %d calls at a time, quorum of one; %d processors, load average %.1f; data in %s (%s)"
                .formatted(
                        options.hosts(),
                        options.perCall(),
                        options.connections(),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        folder,
                        Files.getFileStore(folder).type());
    }

    private static void requireAlone(Connection connection, Workload workload)
            throws SQLException, BenchFailedException {
        String others = "select id from batch where state in ('FUNDED', 'RUNNING') and id not in (" + workload.ids()
                + ") limit 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(others)) {
            if (rows.next()) {
                throw new BenchFailedException("batch " + rows.getLong(1)
                        + " of a run that was broken off still runs in this database and would get hosts too; give another --folder"
                        + " or an empty database");
            }
        }
    }

    /** Whoever looks first at the status after a start has the whole journal read, which takes minutes with a past and is not what is measured. */
    private void awaitFirstCheck(ProjectClient administrator) throws Exception {
        if (!Waiting.until(CHECK_PATIENCE, () -> administrator.status().journalCheckedMillis() != 0)) {
            throw new BenchFailedException(
                    "the first check of the journal was not over within " + CHECK_PATIENCE.toMinutes() + " min");
        }
        say("the server's first check of the journal is over");
    }

    private void awaitQueue(Connection connection, Workload workload) throws Exception {
        if (!Waiting.until(READY_PATIENCE, () -> waits(connection, workload))) {
            throw new BenchFailedException(
                    "the work-generator made no result within " + READY_PATIENCE.toSeconds() + " s");
        }
    }

    private static boolean waits(Connection connection, Workload workload) throws SQLException {
        String query = "select id from result where batch_id in (" + workload.ids() + ") and state = 'UNSENT' limit 1";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private void measure(
            Project project,
            BenchDatabase database,
            Workload workload,
            LoadProcess load,
            Connection connection,
            @Nullable Process second)
            throws Exception {
        load.play();
        TimeUnit.SECONDS.sleep(options.warmUpSeconds());
        say("warm after %d s; %d s are measured".formatted(options.warmUpSeconds(), options.seconds()));
        Map<String, Long> pids = new LinkedHashMap<>(project.pids());
        database.pid().ifPresent(pid -> pids.put("database", pid));
        pids.put("load generator", load.pid());
        @Nullable
        ServerProfile profile =
                options.profile() ? ServerProfile.start(project.serverPid(), folder.resolve("server.jfr")) : null;
        Snapshot before = Snapshot.take(load, connection, workload, database, pids);
        long end = before.nanos() + TimeUnit.SECONDS.toNanos(options.seconds());
        Optional<KillWatch> kill = killing(second, connection, workload, end);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
        Snapshot after = Snapshot.take(load, connection, workload, database, pids);
        Table.lines(before, after).forEach(out::println);
        if (kill.isPresent()) {
            Waiting.until(READY_PATIENCE, kill.get()::over);
            out.println("  " + kill.get().words());
        }
        if (profile != null) {
            profile.stop().forEach(line -> out.println("  " + line));
        }
        if (after.stages().created() == after.stages().total()) {
            out.println("  the batches were all cut before the end: the figures are too low; give more with --preload");
        }
    }

    /** Kills the second server when it is time, and watches until the measured time ends. */
    private Optional<KillWatch> killing(
            @Nullable Process second, Connection connection, Workload workload, long endNanos) throws Exception {
        if (second == null || options.killServer().isEmpty()) {
            return Optional.empty();
        }
        TimeUnit.MILLISECONDS.sleep(options.killServer().get().toMillis());
        KillWatch kill = KillWatch.kill(second, connection, workload.ids());
        say("server 2 (pid %d) is killed".formatted(second.pid()));
        Waiting.until(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())), kill::over);
        return Optional.of(kill);
    }

    private boolean check(BenchDatabase database, Workload workload, LoadProcess load, Connection connection)
            throws Exception {
        LoadReport last = load.drain();
        say("all hosts have returned what they had: %d of %d tasks".formatted(last.accepted(), last.dispatched()));
        String underWay = "select (select count(*) from result where batch_id in (" + workload.ids()
                + ") and state in ('IN_PROGRESS', 'RETURNED')) + (select count(*) from work_unit where batch_id in ("
                + workload.ids() + ") and state = 'VALIDATED')";
        Waiting.until(REST_PATIENCE, () -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(underWay)) {
                rows.next();
                return rows.getLong(1) == 0;
            }
        });
        say("the daemons have done what there was");
        Journal told = load.journal();
        List<String> problems = new ArrayList<>(new Consistency(connection, workload.ids()).problems(told));
        try (Database opened = Database.open(database.config(), READY_PATIENCE)) {
            problems.addAll(opened.inTransaction(tx -> opened.ledger().violations(tx)));
        }
        out.println("  %d results sent, %d returned and valid; work units sent twice: %d"
                .formatted(told.dispatched().size(), told.accepted().size(), Consistency.unitsSentTwice(told)));
        problems.forEach(problem -> out.println("  " + problem));
        out.println("consistent: " + (problems.isEmpty() ? "yes" : "no"));
        return problems.isEmpty();
    }

    private void say(String words) {
        out.println("  .. " + words);
    }
}
