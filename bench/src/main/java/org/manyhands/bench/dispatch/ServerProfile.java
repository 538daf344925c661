package org.manyhands.bench.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a process that runs already spends its processor time: its own flight recorder, switched on from outside and read
 * afterwards. Two lists: the methods that ran, and the methods of this project on whose behalf they ran.
 */
final class ServerProfile {
    private static final String RECORDING = "bench";
    private static final String OURS = "org.manyhands.";
    private static final int SHOWN = 12;
    private static final double PERCENT = 100;
    private static final long PATIENCE_SECONDS = 60;

    private final long pid;
    private final Path file;

    private ServerProfile(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /** Switches the recorder on. */
    static ServerProfile start(long pid, Path file) throws IOException, InterruptedException, BenchFailedException {
        ServerProfile profile = new ServerProfile(pid, file);
        profile.tell("JFR.start", "name=" + RECORDING, "settings=profile");
        return profile;
    }

    /** Switches it off and says what it saw. */
    List<String> stop() throws IOException, InterruptedException, BenchFailedException {
        tell("JFR.stop", "name=" + RECORDING, "filename=" + file);
        Map<String, Integer> running = new HashMap<>();
        Map<String, Integer> ours = new HashMap<>();
        int samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
                    samples++;
                    running.merge(name(stack.getFrames().get(0)), 1, Integer::sum);
                    ours.merge(ours(stack).orElse("none of ours"), 1, Integer::sum);
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("where the server's processor time went, %d samples: methods that ran".formatted(samples));
        list(running, samples, lines);
        lines.add("and the innermost methods of this project on whose behalf they ran");
        list(ours, samples, lines);
        lines.add("recording (with --folder it stays): " + file);
        return lines;
    }

    private static Optional<String> ours(RecordedStackTrace stack) {
        return stack.getFrames().stream()
                .filter(frame -> frame.getMethod().getType().getName().startsWith(OURS))
                .map(ServerProfile::name)
                .findFirst();
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName();
    }

    private static void list(Map<String, Integer> counts, int samples, List<String> lines) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(SHOWN)
                .forEach(each -> lines.add(String.format(
                        Locale.ROOT,
                        "  %4.1f %% %s",
                        each.getValue() * PERCENT / Math.max(1, samples),
                        each.getKey())));
    }

    private void tell(String... command) throws IOException, InterruptedException, BenchFailedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            throw new BenchFailedException(
                    "--profile needs " + jcmd + ", which comes with a JDK; set JAVA_HOME to one");
        }
        List<String> whole = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("jcmd.log").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroy();
            throw new BenchFailedException("the flight recorder of process " + pid + " did not obey " + command[0]
                    + "; look at " + file.resolveSibling("jcmd.log"));
        }
    }
}
