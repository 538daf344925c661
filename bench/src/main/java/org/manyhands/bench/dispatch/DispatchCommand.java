package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code manyhands bench dispatch}. How to read what it prints stands in {@code docs/benchmarks.md}. */
@Command(
        name = "dispatch",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a whole project on this machine, with a real database whose commits are durable, and a process that plays"
                    + " many hosts over HTTP: each returns its results and asks for more.",
            "Prints tasks a second through the whole life, the time of a call, and what each process used; then lets all come"
                    + " to rest and checks every row of the run.",
            "The last line is 'consistent: yes' (exit code 0), or 'consistent: no' after what is wrong (exit code 1)."
        })
@SuppressWarnings("NullAway.Init")
public final class DispatchCommand implements Callable<Integer> {
    /** More tasks a second than a project does on a few processors, so that there is work until the end. */
    private static final long WAITING_A_SECOND = 5_000;

    private static final long MOST_WAITING = 10_000_000;
    private static final long UNITS_OF_A_HOST = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--db",
            paramLabel = "DB",
            description = {
                "mariadb: one of its own, from a jar. h2: embedded in the server. Or the JDBC address of an empty database that"
                        + " may be filled, its password in MANYHANDS_DATABASE_PASSWORD (default: ${DEFAULT-VALUE})."
            })
    private String database = "mariadb";

    @Option(
            names = "--db-user",
            paramLabel = "NAME",
            description = "Login at a JDBC address (default: ${DEFAULT-VALUE}).")
    private String user = "manyhands";

    @Option(
            names = "--buffer-pool",
            paramLabel = "MB",
            description = "Memory for rows of the MariaDB that --db mariadb starts (default: ${DEFAULT-VALUE}).")
    private int bufferPool = 1_024;

    @Option(names = "--hosts", paramLabel = "N", description = "Hosts that are played (default: ${DEFAULT-VALUE}).")
    private int hosts = 1_000;

    @Option(names = "--seconds", paramLabel = "N", description = "How long is measured (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds that are played before, so that Java has compiled (default: ${DEFAULT-VALUE}).")
    private int warmUp = 30;

    @Option(
            names = "--preload",
            paramLabel = "N",
            description = {
                "Work units in the project when it begins (default: ${DEFAULT-VALUE}, and never fewer than wait). What is more than"
                        + " --waiting is written in bulk before the project starts: work units that are done, as a project has that"
                        + " ran for years."
            })
    private long preload = 200_000;

    @Option(
            names = "--waiting",
            paramLabel = "N",
            description =
                    "Of them: those of the funded batches that are measured (default: 5000 for each second of the run, so that they do not"
                            + " run out).")
    private @Nullable Long waiting;

    @Option(
            names = "--known-hosts",
            paramLabel = "N",
            description = "Hosts that did the work units that are done; those that are played are among them"
                    + " (default: one for ten of these work units, and at least --hosts).")
    private @Nullable Integer knownHosts;

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "How many batches these are (default: ${DEFAULT-VALUE}).")
    private int batches = 4;

    @Option(
            names = "--per-call",
            paramLabel = "N",
            description = "Tasks that a call asks for, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int perCall = 8;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Hosts that call at the same moment; the others are at work (default: ${DEFAULT-VALUE}).")
    private int connections = 32;

    @Option(
            names = "--servers",
            paramLabel = "N",
            description = "1, or 2 on one database, each with half of the hosts (default: ${DEFAULT-VALUE}).")
    private int servers = 1;

    @Option(
            names = "--kill-server",
            paramLabel = "TIME",
            description = "Kills the second server with -9 so long after measuring began, such as 20s.")
    private @Nullable String kill;

    @Option(names = "--profile", description = "Also tells where the server's time goes, by the flight recorder.")
    private boolean profile;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where to put the project and the database, and to leave them (default: a new one, deleted at the end).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        DispatchOptions options = checked();
        Path place = folder == null
                ? Files.createTempDirectory("manyhands-dispatch-")
                : Files.createDirectories(folder).toAbsolutePath();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Children children = new Children();
        if (folder == null) {
            children.atEnd(() -> delete(place));
        }
        try (children) {
            return new DispatchBenchmark(options, place, out, children).run() ? 0 : 1;
        }
    }

    private DispatchOptions checked() {
        if (!List.of("h2", "mariadb").contains(database) && !database.startsWith("jdbc:mysql://")) {
            throw misuse("--db is '" + database + "'; it takes mariadb, h2, or the address of an empty MariaDB or MySQL"
                    + " database such as jdbc:mysql://127.0.0.1:3306/bench");
        }
        within("--buffer-pool", bufferPool, 64, 1_048_576);
        within("--hosts", hosts, 1, 100_000);
        within("--seconds", seconds, 1, 86_400);
        within("--warm-up", warmUp, 0, 3_600);
        within("--preload", preload, 1, 1_000_000_000);
        long waits = waiting == null ? Math.min(MOST_WAITING, WAITING_A_SECOND * (seconds + warmUp)) : waiting;
        long all = waiting == null ? Math.max(preload, waits) : preload;
        within("--waiting", waits, 1, all);
        long known = knownHosts == null ? Math.max(hosts, (all - waits) / UNITS_OF_A_HOST) : knownHosts;
        within("--known-hosts", known, hosts, 100_000_000);
        within("--batches", batches, 1, Math.min(waits, 1_000));
        within("--per-call", perCall, 1, 64);
        within("--connections", connections, 1, 1_000);
        within("--servers", servers, 1, 2);
        if (servers == 2 && database.equals("h2")) {
            throw misuse(
                    "--servers 2 needs a database that two servers can reach; H2 lives inside one: use --db mariadb");
        }
        Optional<Duration> killAfter = Optional.ofNullable(kill).map(this::duration);
        if (killAfter.isPresent() && servers == 1) {
            throw misuse("--kill-server kills the second of two servers; give --servers 2, too");
        }
        if (killAfter.isPresent() && killAfter.get().toSeconds() >= seconds) {
            throw misuse("--kill-server is " + kill + ", and " + seconds + " s are measured; it must be less");
        }
        return new DispatchOptions(
                database,
                user,
                bufferPool,
                hosts,
                seconds,
                warmUp,
                all,
                waits,
                (int) known,
                batches,
                perCall,
                connections,
                servers,
                killAfter,
                profile,
                folder);
    }

    private Duration duration(String text) {
        if (!text.matches("\\d{1,6}s?")) {
            throw misuse("--kill-server is '" + text + "'; it takes seconds, such as 20s");
        }
        return Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
    }

    private void within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw misuse(option + " is " + value + "; it takes " + least + " to " + most);
        }
    }

    private ParameterException misuse(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
