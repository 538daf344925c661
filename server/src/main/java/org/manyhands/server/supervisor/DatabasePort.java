package org.manyhands.server.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.transaction.EmbeddedH2;

/**
 * The port on which a project's embedded database is served. It is noted in the project's directory and taken again at
 * the next start, so that a daemon that was started by hand finds the database again.
 */
final class DatabasePort {
    private static final Pattern PORT = Pattern.compile(":(\\d+)/");

    private DatabasePort() {}

    /** The port of the last start, when it is free; else another that is. */
    static int of(ProjectDirectory directory) throws IOException {
        int port = last(directory);
        if (port == 0 || !isFree(port)) {
            port = Supervisor.freePort();
        }
        Files.writeString(directory.databaseUrl(), EmbeddedH2.address(port) + "\n");
        return port;
    }

    private static int last(ProjectDirectory directory) throws IOException {
        if (!Files.exists(directory.databaseUrl())) {
            return 0;
        }
        Matcher noted = PORT.matcher(Files.readString(directory.databaseUrl()));
        return noted.find() ? Integer.parseInt(noted.group(1)) : 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
