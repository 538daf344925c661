package org.manyhands.bench.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.manyhands.db.config.ProjectDirectory;

/**
 * Kills, as {@code kill -9} does, each process of the project once while work is under way, and at last all of them
 * together.
 */
final class Chaos {
    private static final List<String> DAEMONS = List.of("server", "work-generator", "validator", "assimilator");
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final ProjectDirectory directory;
    private final Cast cast;
    private final PrintStream out;
    private final long begun = System.nanoTime();
    private final Deque<String> next = new ArrayDeque<>(
            List.of("server", "work-generator", "validator", "assimilator", "agent", "slot", "everything"));
    private final List<String> kills = new ArrayList<>();
    private long lastKill = System.nanoTime();

    Chaos(ProjectDirectory directory, Cast cast, PrintStream out) {
        this.directory = directory;
        this.cast = cast;
        this.out = out;
    }

    boolean done() {
        return next.isEmpty();
    }

    List<String> kills() {
        return List.copyOf(kills);
    }

    /**
     * Kills the next victim, if the last one has had time to come back and the next one lives.
     *
     * @return true when everything was killed, so that the project must be started again
     */
    boolean step() throws IOException {
        if (done() || System.nanoTime() - lastKill < PAUSE_NANOS) {
            return false;
        }
        String victim = next.element();
        List<ProcessHandle> targets = targets(victim);
        if (targets.isEmpty()) {
            return false;
        }
        targets.forEach(ProcessHandle::destroyForcibly);
        next.remove();
        lastKill = System.nanoTime();
        List<Long> pids = targets.stream().map(ProcessHandle::pid).toList();
        String kill = "%3d s  kill -9 %s (pid %s)"
                .formatted(
                        (lastKill - begun) / 1_000_000_000L,
                        victim,
                        pids.toString().replaceAll("[\\[\\],]", ""));
        kills.add(kill);
        out.println("  chaos: " + kill);
        if (victim.equals("agent")) {
            awaitEnd(targets);
            cast.start(Cast.HONEST.get(0));
        }
        if (victim.equals("everything")) {
            awaitEnd(targets);
            return true;
        }
        return false;
    }

    private List<ProcessHandle> targets(String victim) throws IOException {
        return switch (victim) {
            case "agent" -> cast.agent(Cast.HONEST.get(0)).stream().toList();
            case "slot" -> cast.slots(Cast.HONEST.get(1)).stream().limit(1).toList();
            case "everything" -> everything();
            default -> process(victim).stream().toList();
        };
    }

    /** The supervisor first, so that it starts nothing again in between. */
    private List<ProcessHandle> everything() throws IOException {
        List<ProcessHandle> all = new ArrayList<>();
        process("supervisor").ifPresent(all::add);
        for (String name : DAEMONS) {
            process(name).ifPresent(daemon -> {
                all.add(daemon);
                daemon.descendants().forEach(all::add);
            });
        }
        for (ProcessHandle agent : cast.everybody()) {
            all.add(agent);
            agent.descendants().forEach(all::add);
        }
        // All of them must be there: a project that is half down already proves less.
        return all.size() > DAEMONS.size() + Cast.HONEST.size() ? all : List.of();
    }

    private Optional<ProcessHandle> process(String name) throws IOException {
        Path file = directory.run().resolve(name + ".pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).filter(ProcessHandle::isAlive);
    }

    private static void awaitEnd(List<ProcessHandle> targets) {
        targets.forEach(target -> target.onExit().join());
    }
}
