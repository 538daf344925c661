package org.manyhands.bench.dispatch.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.json.Json;
import org.manyhands.protocol.json.MalformedJsonException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The load generator's process. It attaches its hosts, says {@code attached}, and then obeys one word a line on its standard
 * input: {@code play} starts the calls, {@code report} answers a {@link LoadReport}, {@code drain} ends the calls, writes the
 * {@link Journal} and answers a last report. It ends with its input.
 */
@Command(name = "load")
@SuppressWarnings("NullAway.Init")
public final class LoadMain implements java.util.concurrent.Callable<Integer> {
    @Option(names = "--project", required = true)
    private String project;

    @Option(names = "--server", required = true)
    private List<URI> servers;

    @Option(names = "--hosts", required = true)
    private int hosts;

    /** The number of a host is that of the one before plus this: hosts that a loader wrote are played at equal distances. */
    @Option(names = "--stride", required = true)
    private int stride;

    @Option(names = "--connections", required = true)
    private int connections;

    @Option(names = "--per-call", required = true)
    private int perCall;

    @Option(names = "--fuel", required = true)
    private long fuel;

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--journal", required = true)
    private Path journal;

    private final List<Tally> tallies = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        CallWriter writer = new CallWriter(fuel, perCall);
        List<PlayedHost> attached = attach(writer);
        say("attached");
        Playing playing = new Playing(attached, connections, () -> new Player(servers, writer, newTally()));
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                obey(command, playing);
            }
        }
        return 0;
    }

    private void obey(String command, Playing playing) throws IOException, InterruptedException {
        switch (command) {
            case "play" -> playing.start();
            case "report" -> report();
            case "drain" -> {
                playing.drain();
                Journal.write(journal, tallies);
                report();
            }
            default -> throw new IllegalArgumentException("there is no command '" + command + "'");
        }
    }

    private void report() {
        Tally.Sums sums =
                tallies.stream().map(Tally::sums).reduce(Tally.Sums::plus).orElseThrow();
        say(Json.write(LoadReport.of(sums)));
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private List<PlayedHost> attach(CallWriter writer) throws Exception {
        HostKeys keys = new HostKeys(seed);
        List<Future<List<PlayedHost>>> parts = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(connections);
        for (int part = 0; part < connections; part++) {
            int first = part;
            parts.add(executor.submit(() -> attach(writer, keys, first)));
        }
        executor.shutdown();
        List<PlayedHost> attached = new ArrayList<>();
        for (Future<List<PlayedHost>> part : parts) {
            attached.addAll(part.get());
        }
        return attached;
    }

    private List<PlayedHost> attach(CallWriter writer, HostKeys keys, int first) {
        try (Player player = new Player(servers, writer, new Tally())) {
            return IntStream.iterate(first, number -> number < hosts, number -> number + connections)
                    .mapToObj(number -> attach(player, keys, number * stride))
                    .toList();
        }
    }

    private PlayedHost attach(Player player, HostKeys keys, int number) {
        PlayedHost host = new PlayedHost(project, number, keys.of(number));
        KeptConnection.Answer answer = player.send(host.attach("bench-" + seed + "-" + number), number);
        try {
            if (answer.status() == 200) {
                host.attached(Json.read(answer.body(), AttachReply.class));
                return host;
            }
            throw new IllegalStateException("host " + number + " was not attached: status " + answer.status() + ", "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("host " + number + " was not attached: " + e.getMessage(), e);
        }
    }

    private synchronized Tally newTally() {
        Tally tally = new Tally();
        tallies.add(tally);
        return tally;
    }
}
