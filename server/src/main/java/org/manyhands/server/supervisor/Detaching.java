package org.manyhands.server.supervisor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a process is made to live on when the terminal it came from is closed. */
public final class Detaching {
    private Detaching() {}

    /** {@code setsid} where the system has it: a session of its own; else nothing, and it ends when its terminal hangs up. */
    public static List<String> prefix() {
        for (String folder : List.of("/usr/bin", "/bin")) {
            Path setsid = Path.of(folder, "setsid");
            if (Files.isExecutable(setsid)) {
                return List.of(setsid.toString());
            }
        }
        return List.of();
    }
}
