package org.manyhands.server.supervisor;

import java.io.PrintStream;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.config.ProjectDirectory;

/** What an administrator reads when the project is up. */
final class Welcome {
    private Welcome() {}

    static void print(PrintStream out, ProjectDirectory directory, ProjectConfig settings, String url) {
        out.println("Project \"" + settings.project() + "\" is up: " + url);
        out.println("  status page          " + url + "/");
        out.println("  administrator token  " + directory.secret("admin.token").orElse("missing") + "  (kept in "
                + directory.adminToken() + ")");
        out.println("  lend a computer      manyhands agent attach " + url);
        out.println("  use it               manyhands account new NAME --url " + url);
        out.println("  root key             " + directory.secrets().resolve("root.key")
                + "  (keep a copy offline; see docs/administrators.md)");
    }
}
