package org.manyhands.bench.dispatch;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.manyhands.bench.dispatch.load.Journal;
import org.manyhands.bench.dispatch.load.LoadMain;
import org.manyhands.bench.dispatch.load.LoadReport;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;

/** The load generator, seen from the benchmark. */
final class LoadProcess {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final Path log;
    private final Path journal;

    private LoadProcess(Process process, Path log, Path journal) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
        this.journal = journal;
    }

    /** Starts it and waits until its hosts are attached. */
    static LoadProcess start(
            Children children,
            Path folder,
            Project project,
            Workload workload,
            DispatchOptions options,
            long seed,
            int stride)
            throws IOException, BenchFailedException {
        Path journal = folder.resolve("told.bin");
        Path log = folder.resolve("load.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                LoadMain.class.getName()));
        project.urls().forEach(url -> command.addAll(List.of("--server", url.toString())));
        command.addAll(List.of("--project", workload.project().projectId()));
        command.addAll(List.of("--hosts", Integer.toString(options.hosts())));
        command.addAll(List.of("--stride", Integer.toString(stride)));
        command.addAll(List.of("--connections", Integer.toString(options.connections())));
        command.addAll(List.of("--per-call", Integer.toString(options.perCall())));
        command.addAll(List.of("--fuel", Long.toString(workload.fuelPerUnit())));
        command.addAll(List.of("--seed", Long.toString(seed)));
        command.addAll(List.of("--journal", journal.toString()));
        LoadProcess started = new LoadProcess(children.start(command, Map.of(), log, true), log, journal);
        started.expect("attached");
        return started;
    }

    long pid() {
        return process.pid();
    }

    void play() throws IOException {
        say("play");
    }

    LoadReport report() throws IOException, BenchFailedException {
        say("report");
        return answer();
    }

    /** Lets all hosts return what they have and call no more. */
    LoadReport drain() throws IOException, BenchFailedException {
        say("drain");
        return answer();
    }

    /** What the hosts were told, once they are drained. */
    Journal journal() throws IOException {
        return Journal.read(journal);
    }

    private void say(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    private LoadReport answer() throws IOException, BenchFailedException {
        try {
            return Json.read(line(), LoadReport.class);
        } catch (MalformedJsonException e) {
            throw new BenchFailedException("the load generator answered no report: " + e.getMessage());
        }
    }

    private void expect(String word) throws IOException, BenchFailedException {
        String line = line();
        if (!line.equals(word)) {
            throw new BenchFailedException("the load generator said '" + line + "', not '" + word + "'");
        }
    }

    private String line() throws IOException, BenchFailedException {
        String line = answers.readLine();
        if (line == null) {
            throw new BenchFailedException("the load generator ended; look at " + log);
        }
        return line;
    }
}
