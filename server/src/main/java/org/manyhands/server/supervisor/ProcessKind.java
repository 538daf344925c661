package org.manyhands.server.supervisor;

import java.util.List;

/** The processes of a project, in the order in which they are started. */
enum ProcessKind {
    /** Dispatch, files, API, timed passes; serves the embedded database to the others. */
    SERVER("server", "manyhands-server", "org.manyhands.server.ServerMain", "256m"),
    /** Funded batches to work units. */
    WORK_GENERATOR("work-generator", "manyhands-work-generator", "org.manyhands.generator.GeneratorMain", "256m"),
    /** Returned results to canonical results and credit. */
    VALIDATOR("validator", "manyhands-validator", "org.manyhands.validator.ValidatorMain", "96m"),
    /** Canonical results to answers. */
    ASSIMILATOR("assimilator", "manyhands-assimilator", "org.manyhands.assimilator.AssimilatorMain", "128m");

    private final String processName;
    private final String jar;
    private final String mainClass;
    private final String heap;

    ProcessKind(String processName, String jar, String mainClass, String heap) {
        this.processName = processName;
        this.jar = jar;
        this.mainClass = mainClass;
        this.heap = heap;
    }

    String processName() {
        return processName;
    }

    /** The command that starts it, with its own arguments to follow. */
    List<String> command(Distribution distribution) {
        return List.of(
                distribution.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                // Half a process is worse than none: the supervisor starts it again.
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + heap,
                "-cp",
                distribution.jar(jar).toString(),
                mainClass);
    }
}
