package org.manyhands.bench.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a kernel's time goes in the sandbox, as the JVM's flight recorder sees it: the hottest methods, each with how it
 * ran (interpreted, compiled, inlined into a compiled one); what the compiler refused; and what it had to throw away.
 */
final class Profile {
    private static final String RUN_THREAD = "slot-work";
    private static final int METHODS = 4;
    private static final double PERCENT = 100;

    private final Map<String, Integer> methods = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> thrownAway = new TreeMap<>();
    private int samples;

    private Profile() {}

    /** Flags that make a process leave a recording when it ends. */
    static List<String> flags(Path recording) {
        return List.of("-XX:StartFlightRecording:settings=profile,filename=" + recording);
    }

    /** Reads what a process left. */
    static Profile read(Path recording) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                profile.add(file.readEvent());
            }
        }
        return profile;
    }

    /** The findings, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        methods.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(METHODS)
                .forEach(each -> lines.add(
                        String.format(Locale.ROOT, "%3.0f %% %s", each.getValue() * PERCENT / samples, each.getKey())));
        refusals.forEach((what, count) -> lines.add("not compiled, " + count + " times: " + what));
        thrownAway.forEach((reason, count) -> lines.add("compiled code left, " + count + " times: " + reason));
        return lines;
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> sample(event);
            case "jdk.CompilationFailure" -> refusals.merge(event.getString("failureMessage"), 1, Integer::sum);
            case "jdk.Deoptimization" -> thrownAway.merge(event.getString("reason"), 1, Integer::sum);
            default -> {}
        }
    }

    private void sample(RecordedEvent event) {
        RecordedStackTrace stack = event.getStackTrace();
        if (stack == null
                || stack.getFrames().isEmpty()
                || !RUN_THREAD.equals(event.getThread("sampledThread").getJavaName())) {
            return;
        }
        samples++;
        RecordedFrame top = stack.getFrames().get(0);
        String type = top.getMethod().getType().getName();
        methods.merge(
                top.getType().toLowerCase(Locale.ROOT) + " " + type.substring(type.lastIndexOf('.') + 1) + "."
                        + top.getMethod().getName(),
                1,
                Integer::sum);
    }
}
