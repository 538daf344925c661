package org.manyhands.protocol.config;

import java.nio.file.Path;

/**
 * A project that runs on this machine, as its supervisor notes it for the user's other commands.
 *
 * @param home the project's directory
 * @param url where its server listens
 * @param pid process id of its supervisor
 */
public record RunningProject(String home, String url, long pid) {
    /** The environment variable that names another folder than {@code ~/.manyhands/running}. */
    public static final String FOLDER_VARIABLE = "MANYHANDS_RUNNING";

    /** The folder of these notes: one JSON file a project. */
    public static Path folder() {
        String named = System.getenv(FOLDER_VARIABLE);
        return named != null && !named.isBlank()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".manyhands", "running");
    }

    /** True while the supervisor lives. */
    public boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
